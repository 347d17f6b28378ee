#include "settings.hpp"

#include <openssl/rand.h>

#include <array>
#include <fstream>
#include <iterator>

namespace quoin::deidentify {
namespace {

constexpr std::size_t least_secret = 16, most_secret = 4096;

[[noreturn]] void refuse(const std::string& line) {
    throw error(QUOIN_E_CONFIG, line);
}

void take_option(profile& out, view given) {
    const auto name = given.as_string();
    if (name == "retain-dates-modified")
        out.modified_dates = true;
    else if (name == "clean-descriptors")
        out.clean_descriptors = true;
    else
        refuse("options: a list of retain-dates-modified and clean-descriptors is expected");
}

std::string checked_secret(std::string secret, const char* key) {
    if (secret.size() < least_secret || secret.size() > most_secret)
        refuse(std::string(key) +
               ": at least 16 bytes are expected, and at most 4096; openssl rand -hex 32 makes some");
    return secret;
}

std::string secret_in(view given) {
    const auto path = given.as_string();
    if (!path || !path->starts_with('/') || path->find('\0') != std::string_view::npos)
        refuse("secret_file: an absolute path is expected, as /etc/quoin/secret");
    std::ifstream file{std::string(*path), std::ios::binary};
    std::array<char, most_secret + 3> bytes{};
    file.read(bytes.data(), bytes.size());
    if (file.bad() || (file.fail() && !file.eof()) || (file.gcount() == 0 && !file.eof()))
        refuse("secret_file: " + std::string(*path) + " cannot be read; it is expected to hold the secret");
    std::string secret(bytes.data(), static_cast<std::size_t>(file.gcount()));
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
    return checked_secret(std::move(secret), "secret_file");
}

std::string made_up_secret() {
    std::string out(32, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size())) != 1)
        throw error("OpenSSL has no random bytes for a secret: name a secret_file");
    return out;
}

std::vector<std::string> words_in(view given) {
    if (!given.is_array()) refuse("words: a list of words is expected");
    std::vector<std::string> out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto word = given[i].as_string();
        if (!word) refuse("words: a list of words is expected");
        out.emplace_back(*word);
    }
    return out;
}

}  // namespace

std::unique_ptr<const rules> rules_of(view config) {
    if (config.size() == 0) return nullptr;
    profile by;
    std::string secret;
    std::vector<std::string> words;
    bool on = false;
    for (std::size_t i = 0; i < config.size(); ++i) {
        const auto [key, given] = config.member(i);
        if (key == "profile") {
            if (given.as_string() != "basic") refuse("profile: basic is expected, the only one there is");
            on = true;
        } else if (key == "options") {
            if (!given.is_array())
                refuse("options: a list of retain-dates-modified and clean-descriptors is expected");
            for (std::size_t k = 0; k < given.size(); ++k) take_option(by, given[k]);
        } else if (key == "secret" || key == "secret_file") {
            if (!secret.empty()) refuse("secret and secret_file: one of them is expected, not both");
            if (key == "secret" && !given.is_string()) refuse("secret: a text in quotes is expected");
            secret = key == "secret" ? checked_secret(std::string(*given.as_string()), "secret")
                                     : secret_in(given);
        } else if (key == "words") {
            words = words_in(given);
        } else {
            refuse("unknown key '" + std::string(key) +
                   "' (known: profile, options, secret, secret_file, words)");
        }
    }
    // Whoever writes options means to be on: to pass everything on would be the wrong way to misunderstand.
    if (!on) refuse("profile: basic is missing; without it nothing would be de-identified");
    if (secret.empty()) secret = made_up_secret();
    return std::make_unique<const rules>(rules{by, pseudonyms(std::move(secret)), descriptors(words)});
}

}  // namespace quoin::deidentify
