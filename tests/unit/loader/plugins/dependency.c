int loader_test_dependency(void);
int loader_test_dependency(void) {
    return 1;
}
