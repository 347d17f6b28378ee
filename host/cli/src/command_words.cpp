#include "command_words.hpp"

#include <CLI/CLI.hpp>
#include <quoin/did_you_mean.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace quoin::cli {

namespace {

template <class T>
using named = std::pair<const char*, T>;

constexpr std::array<named<answer_format>, 3> answer_formats{
    {{"json", answer_format::json}, {"yaml", answer_format::yaml}, {"table", answer_format::table}}};
constexpr std::array<named<listing_format>, 3> listing_formats{
    {{"table", listing_format::table}, {"yaml", listing_format::yaml}, {"json", listing_format::json}}};
constexpr std::array<named<listing_format>, 2> provider_formats{
    {{"table", listing_format::table}, {"json", listing_format::json}}};
constexpr std::array<named<types_format>, 4> types_formats{{{"table", types_format::table},
                                                            {"names", types_format::names},
                                                            {"markdown", types_format::markdown},
                                                            {"json", types_format::json}}};
constexpr std::array<named<check_format>, 4> check_formats{{{"table", check_format::table},
                                                            {"json", check_format::json},
                                                            {"junit", check_format::junit},
                                                            {"sarif", check_format::sarif}}};
constexpr std::array<named<plugin_language>, 3> plugin_languages{
    {{"c", plugin_language::c}, {"cpp", plugin_language::cpp}, {"rust", plugin_language::rust}}};
constexpr std::array<named<bool>, 2> explain_formats{{{"text", false}, {"json", true}}};
constexpr std::array<named<int>, 6> log_levels{{{"trace", QUOIN_LOG_TRACE},
                                                {"debug", QUOIN_LOG_DEBUG},
                                                {"info", QUOIN_LOG_INFO},
                                                {"warning", QUOIN_LOG_WARNING},
                                                {"error", QUOIN_LOG_ERROR},
                                                {"off", QUOIN_LOG_ERROR + 1}}};

/// An option that takes one word of a table.
template <class T, std::size_t N>
void add_choice(CLI::App& to, const char* name, T& into, const std::array<named<T>, N>& words,
                const char* about) {
    std::string all;
    std::string preset;
    for (const auto& [word, meaning] : words) {
        all += (all.empty() ? "" : "|") + std::string(word);
        if (meaning == into) preset = word;
    }
    to.add_option_function<std::string>(
          name,
          [&into, &words, all](const std::string& given) {
              for (const auto& [word, meaning] : words)
                  if (given == word) {
                      into = meaning;
                      return;
                  }
              throw CLI::ValidationError("'" + given + "' is none of " + all);
          },
          std::string(about) + " [" + preset + "]")
        ->type_name(all);
}

// CLI11 takes a word "[a,b]" apart where several words may stand; a file may be called that. A mark in front
// of such words, which no argument can begin with by accident, keeps them whole until they are read.
constexpr char whole_word_mark = '\x01';

std::string kept_whole(const std::string& word) {
    const bool taken_apart = word.size() > 1 && word.front() == '[' && word.back() == ']';
    return taken_apart ? whole_word_mark + word : word;
}

std::string as_given(std::string word) {
    if (word.size() > 1 && word[0] == whole_word_mark && word[1] == '[') word.erase(0, 1);
    return word;
}

/// Every word of the command and of its commands, before anything else is made of it.
void read_as_given(CLI::App& of) {
    for (CLI::Option* const one : of.get_options())
        if (one->get_items_expected_max() != 0) one->transform(as_given);
    for (CLI::App* const command : of.get_subcommands({})) read_as_given(*command);
}

constexpr std::int64_t longest_timeout_ms = 24LL * 60 * 60 * 1000;

void add_query_options(CLI::App& to, value& options, std::chrono::milliseconds& timeout) {
    to.add_option_function<std::string>(
          "--options",
          [&options](const std::string& given) {
              try {
                  options = from_json(given);
              } catch (const error& wrong) {
                  throw CLI::ValidationError("--options is no JSON: " + wrong.message());
              }
              if (!options.is_object())
                  throw CLI::ValidationError("--options takes a JSON object, such as '{\"frame\": 2}'");
          },
          "Options of the query, passed on to the providers")
        ->type_name("JSON");
    to.add_option_function<std::int64_t>(
          "--timeout", [&timeout](const std::int64_t& given) { timeout = std::chrono::milliseconds(given); },
          "Give up a query after that many milliseconds; 0: never [0]")
        ->check(CLI::Range(std::int64_t{0}, longest_timeout_ms))
        ->type_name("MS");
}

void add_jobs(CLI::App& to, unsigned& jobs, const char* about) {
    to.add_option("--jobs", jobs, about)->check(CLI::Range(1U, most_jobs))->type_name("N");
}

/// "a,b" as its parts. A comma in parentheses is one of a tag, as in "(0018,9087)".
std::vector<std::string> split_words(const std::string& given, const std::string& what) {
    std::vector<std::string> out(1);
    bool in_tag = false;
    for (const char c : given) {
        in_tag = c == '(' || (in_tag && c != ')');
        if (c == ',' && !in_tag)
            out.emplace_back();
        else
            out.back().push_back(c);
    }
    if (std::ranges::any_of(out, &std::string::empty))
        throw CLI::ValidationError("'" + given + "' has an empty " + what + "; give them as " + what + "," +
                                   what + " without blanks");
    return out;
}

/// "a,b,*" as its parts.
void split_types(const std::string& given, get_options& into) {
    for (const std::string& word : split_words(given, "type"))
        if (word == "*")
            into.every_type = true;
        else if (std::find(into.types.begin(), into.types.end(), word) == into.types.end())
            into.types.push_back(word);
}

/// Where the words go while CLI11 reads them.
struct destinations {
    command_words words;
    get_options get;
    explain_options explain;
    providers_options providers;
    config_options config;
    types_options types;
    pin_options pin;
    run_options run;
    new_options made;
    check_options checked;
    check_here_options checked_here;
};

void add_get(CLI::App& to, get_options& into) {
    to.footer(
        "A file is a subject as it is typed. One type of one subject prints the value; more print one JSON "
        "object a\n"
        "line: "
        "{\"subject\":..,\"answers\":{TYPE:value},\"errors\":{TYPE:{\"code\",\"message\",\"provider\"}}}.\n\n"
        "Exit code: 0 all answered, 3 something had no answer, 1 an error, 2 wrong usage.\n\n"
        "Examples:\n"
        "  quoin get imagePlaneModule scan.dcm\n"
        "  quoin get patientModule,generalSeriesModule scan.dcm --format table\n"
        "  quoin get '*' series/*.dcm --lines > series.jsonl\n"
        "  find archive -type f | quoin get imagePlaneModule --subjects-from - --lines\n\n"
        "Options of every command (--config, --set, --log-level): quoin --help");
    to.add_option_function<std::string>(
          "TYPES", [&into](const std::string& given) { split_types(given, into); },
          "What to ask: a type, several with commas, or '*' for every served type")
        ->required()
        ->type_name("");
    to.add_option("SUBJECTS", into.subjects, "What to ask about: files, imageIds")->type_name("");
    to.add_option("--subjects-from", into.subjects_from,
                  "More subjects: the lines of a file, or of - (standard input)")
        ->type_name("FILE");
    add_choice(to, "--format", into.format, answer_formats, "How answers are printed");
    to.add_flag("--lines", into.lines, "One JSON object a line, also for one type of one subject");
    add_query_options(to, into.options, into.timeout);
    add_jobs(to, into.jobs, "Subjects that are asked about at once [one a processor]");
}

void add_explain(CLI::App& to, explain_options& into) {
    to.footer(
        "Prints who was asked, in which order and why, who passed, who answered, what the answer rests on, "
        "and "
        "how long\n"
        "each took; not the answer itself, nor other words that may be of a patient.\n\n"
        "Examples:\n"
        "  quoin explain imagePlaneModule scan.dcm\n"
        "  quoin explain imagePlaneModule scan.dcm --why-not com.acme.ground-truth\n"
        "  quoin explain imagePlaneModule scan.dcm --watch\n"
        "  quoin explain imagePlaneModule scan.dcm --format json --show-values\n\n"
        "Options of every command (--config, --set, --log-level): quoin --help");
    to.add_option("TYPE", into.type, "What to ask")->required()->type_name("");
    to.add_option("SUBJECT", into.subject, "What to ask about: a file, an imageId")
        ->required()
        ->type_name("");
    add_choice(to, "--format", into.json, explain_formats, "How the trace is printed");
    to.add_flag("--show-values", into.show_values,
                "Print the answer too, and free text of providers as it is");
    to.add_option("--why-not", into.why_not, "Say why this provider did not answer, instead of the whole")
        ->type_name("PROVIDER");
    to.add_flag("--watch", into.watch,
                "Print it again after each change of the answer, until the input ends");
    add_query_options(to, into.options, into.timeout);
}

void add_run(CLI::App& to, run_options& into) {
    to.footer(
        "JSON-RPC 2.0, one message a line on standard input, one reply a line on standard output, in the "
        "order in\n"
        "which they are ready. Ends with the input or with the method shutdown. Providers may read only what "
        "their\n"
        "configuration names.\n\n"
        "Examples:\n"
        "  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"providers\"}' | quoin run\n"
        "  quoin run --jobs 4 --set org.quoin.dicom-files.config.roots=[/data/images]\n\n"
        "Options of every command (--config, --set, --log-level): quoin --help");
    add_jobs(to, into.jobs, "Requests that are worked on at once [one a processor, at least 2]");
    to.add_option("--max-message", into.max_message,
                  "Longest line that is taken: bytes, or with a unit [64MiB]")
        ->transform(CLI::AsSizeValue(false))
        ->check(CLI::Range(least_max_message, most_max_message))
        ->type_name("SIZE");
}

void add_new(CLI::App& to, new_options& into) {
    to.footer(
        "Examples:\n"
        "  quoin new plugin acme-truth\n"
        "  quoin new plugin acme-truth --language c --id com.acme.truth --types imagePlaneModule");
    to.require_subcommand(1);
    CLI::App& plugin =
        *to.add_subcommand("plugin", "A project that builds a plugin, with a test and a README");
    plugin.footer(
        "Writes the folder NAME: sources, CMake (or Cargo without any crate), a manifest, a test with "
        "GoogleTest,\nan example for CI and a README. It builds with the SDK alone. Nothing is "
        "overwritten.");
    plugin.add_option("NAME", into.name, "Name of plugin and folder: acme-truth")->required()->type_name("");
    add_choice(plugin, "--language", into.language, plugin_languages, "What the plugin is written in");
    plugin
        .add_option_function<std::string>(
            "--types", [&into](const std::string& given) { into.types = split_words(given, "type"); },
            "What it answers [a type of its own]")
        ->type_name("TYPE,..");
    plugin.add_option("--id", into.id, "Id of the provider [com.example.NAME]")->type_name("ID");
    plugin.add_option("--vendor", into.vendor, "Who makes it [what the id says]")->type_name("NAME");
    plugin.add_option("--into", into.folder, "The folder to write [NAME]")->type_name("FOLDER");
}

constexpr std::int64_t least_check_deadline_ms = 100;
constexpr std::int64_t longest_check_deadline_ms = 10LL * 60 * 1000;

void add_check_input(CLI::App& to, check_input& into) {
    to.add_option("LIBRARY", into.library, "The plugin: libacme-truth.so")->required()->type_name("");
    to.add_option("--manifest", into.manifest, "A manifest whose `config` the providers get")
        ->type_name("FILE");
    to.add_option("--subject", into.subjects,
                  "Ask about this too, with the manifest's other plugins below; may be given again")
        ->allow_extra_args(false)
        ->type_name("SUBJECT");
}

void add_check(CLI::App& to, check_options& into) {
    to.footer(
        "Each check runs in a process of its own, so that a plugin that crashes or hangs is a line of the "
        "report.\n\n"
        "Exit code: 0 no check failed (warnings may stand there), 1 one failed, 2 wrong usage.\n\n"
        "Examples:\n"
        "  quoin check build/libacme-truth.so\n"
        "  quoin check build/libacme-truth.so --manifest quoin.yaml --subject scan.dcm\n"
        "  quoin check build/libacme-truth.so --format sarif > check.sarif");
    add_check_input(to, into.what);
    add_choice(to, "--format", into.format, check_formats, "How the report is printed");
    to.add_flag_callback(
        "--json", [&into] { into.format = check_format::json; }, "The same as --format json");
    to.add_option_function<std::string>(
          "--only", [&into](const std::string& given) { into.only = split_words(given, "check"); },
          "These checks and what they need [all]")
        ->type_name("CHECK,..");
    to.add_option_function<std::int64_t>(
          "--deadline",
          [&into](const std::int64_t& given) { into.deadline = std::chrono::milliseconds(given); },
          "A check that takes longer is ended and has failed [10000]")
        ->check(CLI::Range(least_check_deadline_ms, longest_check_deadline_ms))
        ->type_name("MS");
}

/// One check, in the process that `quoin check` starts for it.
void add_check_here(CLI::App& to, check_here_options& into) {
    to.group("");  // not in the help
    to.add_option("ID", into.id)->required();
    add_check_input(to, into.what);
}

void add_words(CLI::App& app, destinations& into) {
    app.footer(
        "Help with examples: quoin COMMAND --help\n\n"
        "The manifest is FILE of --config, else QUOIN_CONFIG, else ../config/quoin.yaml or\n"
        "../lib/quoin/config/quoin.yaml beside the folder of this program.\n\n"
        "Examples:\n"
        "  quoin get imagePlaneModule scan.dcm\n"
        "  quoin explain imagePlaneModule scan.dcm\n"
        "  quoin providers --set com.acme.ground-truth.priority=5");
    app.set_version_flag("--version",
                         "quoin " + std::string(version()) + " (ABI " + std::to_string(QUOIN_ABI_MAJOR) +
                             '.' + std::to_string(QUOIN_ABI_MINOR) + ')',
                         "Print the version of quoin and of its ABI");
    app.add_option("--config", into.words.manifest, "The manifest to load")->type_name("FILE");
    app.add_option("--set", into.words.set, "Override a setting of the manifest; may be given again")
        ->allow_extra_args(false)
        ->check([](const std::string& given) {
            return given.find('=') == std::string::npos || given.front() == '='
                       ? "'" + given + "' is not KEY=VALUE, such as com.acme.ground-truth.priority=5"
                       : std::string();
        })
        ->type_name("KEY=VALUE");
    into.words.log_level = QUOIN_LOG_WARNING;
    add_choice(app, "--log-level", into.words.log_level, log_levels, "What is logged to standard error");
    app.require_subcommand(1);
    app.fallthrough();

    add_get(*app.add_subcommand("get", "Answers of types about subjects"), into.get);
    add_explain(*app.add_subcommand("explain", "How an answer came about"), into.explain);

    CLI::App& providers = *app.add_subcommand("providers", "The providers in the order of asking");
    providers.footer(
        "Examples:\n  quoin providers\n  quoin providers --format json\n"
        "  quoin providers --release com.acme.ground-truth");
    add_choice(providers, "--format", into.providers.format, provider_formats, "How the list is printed");

    providers
        .add_option("--release", into.providers.release,
                    "Let a provider, or the library of that file name, out of quarantine")
        ->type_name("ID");

    CLI::App& pin =
        *app.add_subcommand("pin", "Write the hashes of the installed libraries into the manifest");
    pin.footer(
        "Comments, order and spelling of the manifest stay. With plugins.require_sha256: true only "
        "libraries\n"
        "whose hash stands there are opened.\n\nExamples:\n  quoin pin --dry-run\n  quoin pin --config "
        "quoin.yaml");
    pin.add_flag("--dry-run", into.pin.dry_run, "Only print what would be written");

    CLI::App& config = *app.add_subcommand("config", "The settings in effect and where each comes from");
    config.footer("Examples:\n  quoin config\n  quoin config --format yaml --set cache.max_bytes=1000000");
    add_choice(config, "--format", into.config.format, listing_formats, "How the settings are printed");

    CLI::App& types = *app.add_subcommand("types", "What can be asked: types, their fields and units");
    types.footer(
        "Without TYPES every type that a provider names.\n\n"
        "Exit code: 0, or 3 where nobody serves one of TYPES.\n\n"
        "Examples:\n"
        "  quoin types\n"
        "  quoin types imagePlaneModule\n"
        "  quoin types --provider org.quoin.frames\n"
        "  quoin types --format names | grep Module");
    types.add_option("TYPES", into.types.types, "The types to tell everything of")->type_name("");
    types.add_option("--provider", into.types.provider, "Only what this provider serves")->type_name("ID");
    add_choice(types, "--format", into.types.format, types_formats, "How the types are printed");
    add_check(*app.add_subcommand("check", "Whether a plugin keeps the rules"), into.checked);
    add_new(*app.add_subcommand("new", "Begin a plugin: quoin new plugin NAME"), into.made);
    add_check_here(*app.add_subcommand("check-here", ""), into.checked_here);
    add_run(*app.add_subcommand("run", "The host process: JSON-RPC on standard input and output"), into.run);
}

std::string help_command(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return "quoin " + (chosen.empty() ? "" : chosen.front()->get_name() + ' ') + "--help";
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
    std::vector<std::string> out;
    for (const CLI::App* const one : app.get_subcommands({}))
        if (!one->get_group().empty()) out.push_back(one->get_name());  // without a group: not for people
    return out;
}

/// Every option that may stand with the command.
std::vector<std::string> names_of_options(const CLI::App& app) {
    std::vector<std::string> out;
    const auto add = [&out](const CLI::App& of) {
        for (const CLI::Option* const one : of.get_options())
            for (const std::string& name : one->get_lnames()) out.push_back("--" + name);
    };
    add(app);
    for (const CLI::App* const chosen : app.get_subcommands()) add(*chosen);
    return out;
}

/// "get, explain and run"
std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i)
        out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return out;
}

/// A wrong command line as one line, with the help that mends it.
wrong_usage wrong(const CLI::App& app, std::string why) {
    const std::vector<std::string> unknown = app.remaining(true);
    if (!unknown.empty() && unknown.front().starts_with('-')) {
        const std::string name = unknown.front().substr(0, unknown.front().find('='));
        why = "no option '" + name + "'" + did_you_mean(name, names_of_options(app));
    } else if (app.get_subcommands().empty()) {
        const std::vector<std::string> commands = names_of_commands(app);
        if (!unknown.empty())
            why = "no command '" + unknown.front() + "'" + did_you_mean(unknown.front(), commands) +
                  "; there are " + listed(commands);
        else if (why.find("subcommand") != std::string::npos)
            why = "no command given; there are " + listed(commands);
    } else if (why.find("subcommand") != std::string::npos) {
        why = "new makes a plugin: quoin new plugin NAME";
    }
    return {why + "; see: " + help_command(app)};
}

}  // namespace

parsed_words parse_words(const std::vector<std::string>& words) {
    destinations into;
    CLI::App app("Answers questions about medical images by asking metadata providers in order of priority.",
                 "quoin");
    add_words(app, into);
    read_as_given(app);
    try {
        std::vector<std::string> reversed;
        std::transform(words.rbegin(), words.rend(), std::back_inserter(reversed), kept_whole);
        // "quoin help get" is what people try first.
        if (!reversed.empty() && reversed.back() == "help") {
            reversed.pop_back();
            reversed.insert(reversed.begin(), "--help");
        }
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& stopped) {
        if (stopped.get_exit_code() != 0) return wrong(app, stopped.what());
        std::ostringstream text;
        app.exit(stopped, text, text);
        return help_text{text.str()};
    }
    const std::string name = app.get_subcommands().front()->get_name();
    command_words out = std::move(into.words);
    if (name == "get") {
        if (into.get.lines && into.get.format != answer_format::json)
            return wrong(app, "--lines prints JSON: leave --format out or give --format json");
        if (into.get.subjects.empty() && into.get.subjects_from.empty())
            return wrong(app, "no subject given: name a file or an imageId, or --subjects-from FILE");
        out.command = std::move(into.get);
    } else if (name == "explain") {
        out.command = std::move(into.explain);
    } else if (name == "providers") {
        out.command = std::move(into.providers);
    } else if (name == "config") {
        out.command = into.config;
    } else if (name == "types") {
        out.command = std::move(into.types);
    } else if (name == "new") {
        out.command = std::move(into.made);
    } else if (name == "check") {
        out.command = std::move(into.checked);
    } else if (name == "check-here") {
        out.command = std::move(into.checked_here);
    } else if (name == "pin") {
        out.command = into.pin;
    } else if (name == "run") {
        out.command = into.run;
    }
    return out;
}

}  // namespace quoin::cli
