// The command as people start it: a process, its streams and its exit code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <quoin/json.hpp>

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace quoin::cli {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Process : public ::testing::Test {
 protected:
    struct ended {
        int code = -1;
        std::string out;
        std::string err;
    };
    Process() {
        std::string pattern = ::testing::TempDir() + "quoin-process-XXXXXX";
        top = ::mkdtemp(pattern.data());
        write("empty.yaml", "quoin: 1\n");
    }
    ~Process() override { std::filesystem::remove_all(top); }

    void write(const std::string& name, const std::string& text) const { std::ofstream(top / name) << text; }
    std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(top / name).rdbuf();
        return text.str();
    }
    /// A line of the shell in which $Q is the command with a manifest that loads nothing.
    ended shell(const std::string& line) const {
        const std::string all = "cd " + top.string() +
                                " && unset QUOIN_CONFIG && COMMAND=" QUOIN_COMMAND
                                " && Q=\"$COMMAND --config empty.yaml\" && ( " +
                                line + " ) >out 2>err </dev/null";
        const int status = std::system(all.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out"), read("err")};
    }
    std::filesystem::path top;
};

TEST_F(Process, version_and_help_are_answers) {
    const ended version = shell("$Q --version");
    EXPECT_EQ(version.code, 0);
    EXPECT_THAT(version.out, StartsWith("quoin "));
    EXPECT_THAT(shell("$Q get --help").out, HasSubstr("Examples"));
}

TEST_F(Process, explain_watch_prints_again_when_the_file_changes) {
    const auto object = [](const std::string& modality) {
        return R"([{"00080018":{"vr":"UI","Value":["1.2.3"]},"00080060":{"vr":"CS","Value":[")" + modality +
               R"("]}}])";
    };
    write("object.json", object("CT"));
    write("other.json", object("MR"));
    // Each read waits for a line: nothing here waits for a time.
    const ended watched = shell(
        "mkfifo ask tell && "
        "{ $COMMAND --set cache.revalidate_ms=0 explain Modality object.json --watch --format json "
        "--show-values <ask >tell & } && exec 3>ask 4<tell && read -r first <&4 && mv other.json object.json "
        "&& "
        "read -r second <&4 && exec 3>&- && printf '%s\\n' \"$first\" \"$second\"; wait");
    std::istringstream lines(watched.out);
    std::string first, second;
    std::getline(lines, first);
    std::getline(lines, second);
    ASSERT_NE(second, "") << watched.err;
    EXPECT_EQ(from_json(first)["value"].as_string(), "CT");
    EXPECT_EQ(from_json(second)["value"].as_string(), "MR");
}

TEST_F(Process, what_a_plugin_prints_is_none_of_the_answers) {
    std::filesystem::create_directory(top / "plugins");
    std::filesystem::permissions(top / "plugins", std::filesystem::perms(0755));
    std::filesystem::copy_file(std::string(LOADER_TEST_PLUGINS) + "/prints.plugin",
                               top / "plugins/libprints.so");
    std::filesystem::permissions(top / "plugins/libprints.so", std::filesystem::perms(0755));
    write("prints.yaml", "quoin: 1\nplugins: {folders: [plugins]}\n");
    const ended talk = shell(
        "export XDG_CACHE_HOME=$PWD/cache; echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"config\"}' | "
        "$COMMAND --config prints.yaml run");
    EXPECT_EQ(talk.code, 0);
    EXPECT_THAT(talk.out, Not(HasSubstr("forged")));
    EXPECT_THAT(talk.err, HasSubstr("forged"));
    EXPECT_THAT(
        shell("export XDG_CACHE_HOME=$PWD/cache; $COMMAND --config prints.yaml providers --format json").out,
        StartsWith("["));
}

TEST_F(Process, a_host_that_runs_goes_on_where_a_library_has_a_name_that_is_no_utf_8) {
    std::filesystem::create_directory(top / "plugins");
    std::filesystem::permissions(top / "plugins", std::filesystem::perms(0755));
    write("live.yaml", "quoin: 1\nplugins: {folders: [plugins]}\n");
    write("junk", "text");
    // Each read waits for a line: nothing here waits for a time.
    const ended talk = shell(
        "export XDG_CACHE_HOME=$PWD/cache; mkfifo ask tell; told() { read -r line <&4; echo \"$line\"; }; "
        "{ $COMMAND --config live.yaml run <ask >tell 2>log & } && exec 3>ask 4<tell && "
        "echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"providers\"}' >&3 && told && "
        "mv junk \"$(printf 'plugins/libcaf\\351.so')\" && told && "
        "echo '{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"providers\"}' >&3 && told; exec 3>&-; wait");
    EXPECT_THAT(talk.out, HasSubstr(R"("problems":["plugins/libcaf\xe9.so: refused: )")) << read("log");
    EXPECT_THAT(talk.out, HasSubstr(R"("id":2,"result":[{)"));
}

TEST_F(Process, run_tells_of_each_change_of_its_plugins_and_its_manifest) {
    std::filesystem::create_directory(top / "plugins");
    std::filesystem::permissions(top / "plugins", std::filesystem::perms(0755));
    const std::string begins = "quoin: 1\nplugins: {folders: [plugins]}\n";
    write("live.yaml", begins);
    write("edited.yaml", begins + "providers: [{id: com.example.good, priority: 5}]\n");
    write("broken.yaml", begins + "providers: [{id: com.example.good, prioritee: 5}]\n");
    write("mended.yaml", begins + "providers: [{id: com.example.good, priority: 6}]\n");
    std::filesystem::copy_file(std::string(LOADER_TEST_PLUGINS) + "/good.plugin", top / "one");
    std::filesystem::copy_file(std::string(LOADER_TEST_PLUGINS) + "/good_2.plugin", top / "two");
    for (const char* const one : {"one", "two"})
        std::filesystem::permissions(top / one, std::filesystem::perms(0755));
    // Each read waits for a line: nothing here waits for a time.
    const ended talk = shell(
        "export XDG_CACHE_HOME=$PWD/cache; mkfifo ask tell; told() { read -r line <&4; echo \"$line\"; }; "
        "{ $COMMAND --config live.yaml run <ask >tell 2>log & } && exec 3>ask 4<tell && "
        "echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"providers\"}' >&3 && told && "
        "mv one plugins/libgood.so && told && mv two plugins/libgood.so && told && "
        "cat edited.yaml >live.yaml && told && mv broken.yaml live.yaml && told && "
        "mv mended.yaml live.yaml && told && rm plugins/libgood.so && told; exec 3>&-; wait");
    const auto note = [](const char* taken, const char* added, const char* removed, const char* changed,
                         const std::string& problem) {
        return std::string(R"({"jsonrpc":"2.0","method":"plugins_changed","params":{"taken":)") + taken +
               R"(,"added":[)" + added + R"(],"removed":[)" + removed + R"(],"changed":[)" + changed +
               R"(],"problems":[)" + problem + "]}}\n";
    };
    const char* const good = "\"com.example.good\"";
    const std::string typo = "\"live.yaml:3:36: unknown key 'prioritee' (did you mean 'priority'?)\"";
    const std::string gone =
        "\"provider 'com.example.good' refused: live.yaml:3:18: 'id': expected a library with this provider "
        "in "
        "plugins, found none that has 'com.example.good'; copy the library there, name it with library:, or "
        "remove the entry\"";
    EXPECT_EQ(talk.out, std::string("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}\n") +
                            note("true", good, "", "", "") + note("true", "", "", good, "") +
                            note("true", "", "", good, "") + note("false", "", "", "", typo) +
                            note("true", "", "", good, "") + note("true", "", good, "", gone))
        << talk.err << read("log");
}

TEST_F(Process, no_answer_is_3_wrong_usage_2_an_error_1) {
    const ended none = shell("$Q get rows x");
    EXPECT_EQ(none.code, 3);
    EXPECT_EQ(none.out, "");
    EXPECT_THAT(none.err, HasSubstr("quoin explain rows x"));
    EXPECT_EQ(shell("$Q explain rows x").code, 3);
    EXPECT_EQ(shell("$Q get").code, 2);
    const ended missing = shell("$COMMAND --config missing.yaml get rows x");
    EXPECT_EQ(missing.code, 1);
    EXPECT_EQ(
        missing.err,
        "quoin: missing.yaml: expected a manifest, found no such file; name an existing one, or create it "
        "with quoin: 1 as its first line\n");
}

TEST_F(Process, the_manifest_may_come_from_the_environment) {
    EXPECT_EQ(shell("QUOIN_CONFIG=empty.yaml $COMMAND types").code, 0);
    EXPECT_THAT(shell("QUOIN_CONFIG=nowhere.yaml $COMMAND types").err, HasSubstr("nowhere.yaml"));
}

TEST_F(Process, a_program_that_stands_alone_says_where_it_looked_for_a_manifest) {
    std::filesystem::create_directory(top / "bin");
    std::filesystem::copy_file(QUOIN_COMMAND, top / "bin/quoin");
    const ended alone = shell("bin/quoin types");
    EXPECT_EQ(alone.code, 1);
    const std::filesystem::path here = std::filesystem::canonical(top);
    EXPECT_EQ(alone.err, "quoin: no manifest at " + (here / "config/quoin.yaml").string() + " or " +
                             (here / "lib/quoin/config/quoin.yaml").string() +
                             "; name one with --config FILE or QUOIN_CONFIG\n");
    std::filesystem::create_directory(top / "config");
    write("config/quoin.yaml", "quoin: 1\n");
    EXPECT_EQ(shell("bin/quoin types").code, 0);
}

TEST_F(Process, every_problem_of_a_manifest_is_a_line) {
    write("bad.yaml", "quoin: 1\nproviderz: []\nfrobs: 2\n");
    const ended bad = shell("$COMMAND --config bad.yaml types");
    EXPECT_EQ(bad.code, 1);
    EXPECT_THAT(bad.err, HasSubstr("quoin: bad.yaml:2"));
    EXPECT_THAT(bad.err, HasSubstr("quoin: bad.yaml:3"));
}

TEST_F(Process, a_full_disk_and_a_closed_stream_are_errors_with_a_line) {
    for (const char* const line :
         {"$Q --help >/dev/full", "$Q config >/dev/full", "$Q get a,b x >/dev/full"}) {
        const ended full = shell(line);
        EXPECT_EQ(full.code, 1) << line;
        EXPECT_THAT(full.err, HasSubstr("No space left on device")) << line;
    }
    const ended closed = shell("$Q config >&-");
    EXPECT_EQ(closed.code, 1);
    EXPECT_EQ(closed.err, "quoin: cannot write the answer: Bad file descriptor\n");
    EXPECT_EQ(shell("$Q get a,b x 2>&-").code, 3) << "a closed standard error changes nothing";
}

TEST_F(Process, no_colours_in_a_pipe) {
    EXPECT_EQ(shell("TERM=xterm $Q config; $Q explain a b; $Q providers").out.find('\x1b'),
              std::string::npos);
}

TEST_F(Process, run_talks_until_the_end_of_input) {
    const ended talk =
        shell(R"(printf '%s\n%s\n' 'nonsense' '{"jsonrpc":"2.0","id":1.0,"method":"providers"}' | $Q run)");
    EXPECT_EQ(talk.code, 0);
    EXPECT_THAT(talk.out, HasSubstr("-32700"));
    EXPECT_THAT(talk.out, HasSubstr(R"({"jsonrpc":"2.0","id":1.0,"result":[]})"));
    EXPECT_EQ(talk.err, "");
}

TEST_F(Process, run_ends_when_its_reader_goes) {
    // The input stays open: only the reader's end can end it.
    const ended talk =
        shell(R"(mkfifo requests; exec 3<>requests; { $Q run <requests; echo $? >code; } | true; cat code)");
    EXPECT_EQ(talk.out, "1\n");
    EXPECT_THAT(talk.err, HasSubstr("cannot write replies"));
}

TEST_F(Process, subjects_may_come_from_a_file_or_a_pipe) {
    write("list", "b\nc\n");
    const ended some = shell(
        "$Q get rows a --subjects-from list --lines --jobs 3; seq 5000 | $Q get rows --subjects-from - | "
        "tail -1");
    EXPECT_EQ(some.out, R"({"subject":"a","answers":{},"errors":{}})"
                        "\n"
                        R"({"subject":"b","answers":{},"errors":{}})"
                        "\n"
                        R"({"subject":"c","answers":{},"errors":{}})"
                        "\n"
                        R"({"subject":"5000","answers":{},"errors":{}})"
                        "\n");
    EXPECT_THAT(some.err, HasSubstr("of 3 subjects, 0 had errors and 3 had no answer"));
    const ended missing = shell("$Q get rows --subjects-from nowhere");
    EXPECT_EQ(missing.code, 1);
    EXPECT_THAT(missing.err,
                HasSubstr("quoin: cannot open nowhere for its subjects: No such file or directory"));
    EXPECT_EQ(shell("$Q get rows").code, 2);
}

TEST_F(Process, a_reader_that_has_enough_ends_many_subjects) {
    const ended talk =
        shell("{ yes | $Q get rows --subjects-from - --lines; echo $? >code; } | head -1; cat code");
    EXPECT_THAT(talk.out, ::testing::EndsWith("1\n"));
    EXPECT_THAT(talk.err, HasSubstr("cannot write the answer: Broken pipe"));
}

}  // namespace quoin::cli
