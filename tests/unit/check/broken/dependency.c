/* What a plugin needs and does not find: the test never puts it beside it. */
__attribute__((visibility("default"))) int checked_dependency(void);
__attribute__((visibility("default"))) int checked_dependency(void) {
    return 0;
}
