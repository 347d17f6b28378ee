// Nothing but headers: those that the tests share, read once (CMakeLists.txt).
int main() {
    return 0;
}
