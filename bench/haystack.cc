// haystack - writes made mail of any size for benchmarks: three languages, Zipfian words, threads, power-law
// traffic.
//
//   haystack --letters N --seed S --out DIR [--format maildir|mbox] [--demo DIR]
//
// The same arguments give the same bytes. A letter is about 1,250 bytes, three tenths of it headers. Words
// are made of syllables, with the commonest ranks taken by real function words; ranks follow Zipf-Mandelbrot.
// Maildir folders hold 25,000 letters each (DIR/box.000/cur); an mbox is DIR/made.mbox. --demo copies that
// demo's mail to DIR/demo, unchanged. The standard library is all it needs.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "made_words.h"

namespace {

namespace fs = std::filesystem;
using namespace haystack;

struct Person {
  std::string name, address;
  std::size_t language = 0;
};

/// What later letters need of an earlier one in order to answer it.
struct Sent {
  std::size_t sender = 0, language = 0;
  std::vector<std::size_t> recipients;
  std::string subject, quote;
  std::int64_t utc = 0;
  std::vector<std::uint64_t> ids;  ///< its references and, last, itself
};

struct Civil {
  std::int64_t year;
  unsigned month, day, weekday;
};

/// Howard Hinnant's days algorithm.
Civil civil(std::int64_t days) {
  const std::int64_t z = days + 719468, era = z / 146097;
  const auto doe = static_cast<unsigned>(z - era * 146097);
  const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
                 doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const unsigned mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
  return {static_cast<std::int64_t>(yoe) + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1,
          static_cast<unsigned>((days + 4) % 7)};
}

constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string stamp(std::int64_t utc, bool envelope) {
  const Civil c = civil(utc / 86400);
  const auto second = static_cast<int>(utc % 86400);
  std::array<char, 64> out{};
  if (envelope)
    std::snprintf(out.data(), out.size(), "%s %s %2u %02d:%02d:%02d %lld", kDays[c.weekday],
                  kMonths[c.month - 1], c.day, second / 3600, second / 60 % 60, second % 60,
                  static_cast<long long>(c.year));
  else
    std::snprintf(out.data(), out.size(), "%s, %02u %s %lld %02d:%02d:%02d +0000", kDays[c.weekday], c.day,
                  kMonths[c.month - 1], static_cast<long long>(c.year), second / 3600, second / 60 % 60,
                  second % 60);
  return out.data();
}

std::string base64(std::string_view data) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < data.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (i + k < data.size() ? static_cast<unsigned char>(data[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > data.size() ? '=' : kDigits[bits >> (18 - 6 * k) & 63];
    if (i % 54 == 51) out += '\n';
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

std::string encoded_word(const std::string& text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (ascii) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(at + 45, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    std::string piece = base64(std::string_view(text).substr(at, end - at));
    std::erase(piece, '\n');
    out += (at ? "\n =?UTF-8?B?" : "=?UTF-8?B?") + piece + "?=";
    at = end;
  }
  return out;
}

std::string hex(std::uint64_t value) {
  std::array<char, 20> out{};
  std::snprintf(out.data(), out.size(), "%016llx", static_cast<unsigned long long>(value));
  return out.data();
}

class Haystack {
 public:
  Haystack(std::size_t letters, std::uint64_t seed)
      : random_(seed),
        languages_(make_languages()),
        zipf_(kWords, 1.05, 2.7),
        letters_(letters),
        step_(kSpan / static_cast<double>(letters)),
        traffic_(std::max<std::size_t>(60, letters / 25), 0.9, 3),
        near_(40, 0.9, 1) {
    people_.resize(std::max<std::size_t>(60, letters / 25));
    for (std::size_t i = 0; i < people_.size(); ++i) people_[i] = make_person(i);
    history_.resize(4096);
  }

  /// The bytes of the next letter, and the seconds since 1970 of its date.
  std::string next(std::int64_t& utc, std::string& sender) {
    Sent mail;
    const Sent& earlier = history_[random_.below(history_.size())];
    const bool answer = count_ > 200 && !earlier.ids.empty() && random_.percent(45);
    mail.utc = kStart + static_cast<std::int64_t>(static_cast<double>(count_) * step_) +
               static_cast<std::int64_t>(random_.below(static_cast<std::size_t>(step_) + 1));
    if (answer) {
      mail.sender = earlier.recipients[random_.below(earlier.recipients.size())];
      mail.recipients.push_back(earlier.sender);
      for (const std::size_t other : earlier.recipients)
        if (other != mail.sender && random_.percent(60)) mail.recipients.push_back(other);
      mail.language = earlier.language;
      mail.subject = earlier.subject.starts_with("Re: ") ? earlier.subject : "Re: " + earlier.subject;
      mail.ids.assign(
          earlier.ids.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(earlier.ids.size(), 3)),
          earlier.ids.end());
    } else {
      mail.sender = traffic_.draw(random_);
      mail.language = people_[mail.sender].language;
      const std::size_t many = random_.percent(75) ? 1 : random_.between(2, 4);
      for (std::size_t i = 0; i < many; ++i)
        mail.recipients.push_back((mail.sender + 1 + near_.draw(random_) * 7) % people_.size());
      for (std::size_t i = 0, n = random_.between(2, 6); i < n; ++i)
        mail.subject += (i ? " " : "") + word(mail.language);
    }
    mail.ids.push_back(random_.next());
    const std::string body = write_body(mail, answer ? &earlier : nullptr);
    std::string out = write_headers(mail, body);
    utc = mail.utc;
    sender = people_[mail.sender].address;
    history_[count_++ % history_.size()] = std::move(mail);
    return out;
  }

 private:
  static constexpr std::int64_t kStart = 1230768000;  // 2009-01-01
  static constexpr double kSpan = 5 * 365.25 * 86400;

  const std::string& word(std::size_t language) { return languages_[language].words[zipf_.draw(random_)]; }

  static std::string pick(Random& random, std::string_view choices) {
    const auto count = static_cast<std::size_t>(std::count(choices.begin(), choices.end(), '|')) + 1;
    std::size_t at = 0;
    for (std::size_t n = random.below(count); n > 0; --n) at = choices.find('|', at) + 1;
    return std::string(choices.substr(at, choices.find('|', at) - at));
  }

  Person make_person(std::size_t i) {
    Person person;
    const std::size_t draw = (i * 7 + 3) % 20;  // evenly over the busy and the idle
    person.language = draw < 12 ? 0 : draw < 17 ? 1 : 2;
    const Language& language = languages_[person.language];
    const auto names = split(language.names), surnames = split(language.surnames);
    std::string stem = languages_[0].words[200 + random_.below(4000)];
    person.name = names[random_.below(names.size())] + " ";
    if (person.language == 0) {
      person.name +=
          static_cast<char>(stem[0] - 'a' + 'A') + stem.substr(1) + surnames[random_.below(surnames.size())];
    } else {
      person.name +=
          language.words[300 + random_.below(2000)] + " " + surnames[random_.below(surnames.size())];
    }
    person.address = stem + "." + std::to_string(i) + "@" + languages_[0].words[200 + i % 37] + ".example";
    return person;
  }

  std::string sentence_text(std::size_t language, std::size_t words) {
    std::string out, line;
    std::size_t left_in_sentence = random_.between(6, 18);
    bool first = true;
    for (std::size_t i = 0; i < words; ++i) {
      std::string piece = word(language);
      if (first && language == 0 && piece[0] >= 'a') piece[0] = static_cast<char>(piece[0] - 'a' + 'A');
      first = --left_in_sentence == 0;
      if (first || i + 1 == words) {
        piece += random_.percent(92) ? "." : language == 0 ? "?" : "؟";
        left_in_sentence = random_.between(6, 18);
      } else if (random_.percent(7)) {
        piece += language == 0 ? "," : "،";
      }
      const std::size_t width = language == 0 ? 72 : 124;
      if (line.size() + piece.size() + 1 > width) {
        out += line + "\n";
        line.clear();
      }
      line += (line.empty() ? "" : " ") + piece;
    }
    return out + line + "\n";
  }

  std::string write_body(Sent& mail, const Sent* earlier) {
    const Language& language = languages_[mail.language];
    std::string body = pick(random_, language.greetings);
    if (random_.percent(60)) {
      const std::string& name = people_[mail.recipients[0]].name;
      body.append(1, ' ').append(name, 0, name.find(' '));
    }
    body += "\n\n";
    const std::size_t paragraphs = random_.between(2, earlier ? 3 : 5);
    const std::size_t words =
        (earlier ? language.own_words * 7 / 10 : language.own_words) * random_.between(40, 160) / 100;
    for (std::size_t i = 0; i < paragraphs; ++i) {
      std::string paragraph = sentence_text(mail.language, std::max<std::size_t>(4, words / paragraphs));
      if (i == 0) mail.quote = paragraph;
      body += paragraph + "\n";
    }
    body += pick(random_, language.closings) + "\n" + people_[mail.sender].name + "\n";
    if (earlier) {
      body.append(1, '\n').append(language.quote_head).append(stamp(earlier->utc, false), 0, 22).append(", ");
      body.append(people_[earlier->sender].name).append(language.quote_tail).append(1, '\n');
      for (std::size_t at = 0; at < earlier->quote.size();) {
        const std::size_t end = earlier->quote.find('\n', at);
        body.append("> ").append(earlier->quote, at, end - at).append(1, '\n');
        at = end + 1;
      }
    }
    return body;
  }

  std::string write_headers(const Sent& mail, const std::string& body) {
    const Person& sender = people_[mail.sender];
    const std::string host = sender.address.substr(sender.address.find('@') + 1), id = hex(mail.ids.back());
    std::string out;
    if (random_.percent(20)) {
      out += "Received: from " + host + " by mx.example id " + id.substr(0, 8) + ";\n\t" +
             stamp(mail.utc + 3, false) + "\n";
    }
    out += "Date: " + stamp(mail.utc, false) + "\nFrom: " + encoded_word(sender.name) + " <" +
           sender.address + ">\nTo: ";
    for (std::size_t i = 0; i < mail.recipients.size(); ++i) {
      const Person& to = people_[mail.recipients[i]];
      out += (i ? ",\n\t" : "") +
             (random_.percent(70) ? encoded_word(to.name) + " <" + to.address + ">" : to.address);
    }
    out += "\nSubject: " + encoded_word(mail.subject) + "\nMessage-ID: <" + id + "@made.example>\n";
    if (mail.ids.size() > 1) {
      out += "In-Reply-To: <" + hex(mail.ids[mail.ids.size() - 2]) + "@made.example>\nReferences:";
      for (std::size_t i = 0; i + 1 < mail.ids.size(); ++i) {
        out += (i ? "\n <" : " <") + hex(mail.ids[i]) + "@made.example>";
      }
      out += "\n";
    }
    out += "MIME-Version: 1.0\n";
    const bool wrapped = mail.language != 0 && random_.percent(10);
    const std::string part =
        std::string("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ") +
        (wrapped ? "base64" : "8bit") + "\n\n" + (wrapped ? base64(body) : body);
    return random_.percent(5) ? out + with_table(part, mail) : out + part;
  }

  /// The part and a small table beside it.
  std::string with_table(const std::string& part, const Sent& mail) {
    const std::string boundary = "=_" + hex(mail.ids.back());
    std::string table;
    for (std::size_t i = 1, n = random_.between(5, 40); i <= n; ++i) {
      table +=
          std::to_string(i) + "," + word(mail.language) + "," + std::to_string(random_.below(90000)) + "\n";
    }
    const std::string name = languages_[0].words[200 + random_.below(3000)] + ".csv";
    return "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n--" + boundary + "\n" + part +
           "\n--" + boundary + "\nContent-Type: text/csv; name=\"" + name +
           "\"\nContent-Disposition: attachment\n" + "Content-Transfer-Encoding: base64\n\n" + base64(table) +
           "--" + boundary + "--\n";
  }

  Random random_;
  std::array<Language, 3> languages_;
  Zipf zipf_;
  std::size_t letters_;
  double step_;  ///< seconds between letters
  Zipf traffic_, near_;
  std::vector<Person> people_;
  std::vector<Sent> history_;
  std::size_t count_ = 0;
};

bool write_file(const std::string& path, const std::string& data) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  const bool ok = std::fwrite(data.data(), 1, data.size(), file) == data.size();
  return std::fclose(file) == 0 && ok;
}

std::string escape_from(const std::string& letter) {
  std::string out;
  for (std::size_t at = 0; at < letter.size();) {
    const std::size_t end = std::min(letter.find('\n', at), letter.size() - 1) + 1;
    const std::string_view line = std::string_view(letter).substr(at, end - at);
    if (line.substr(std::min(line.find_first_not_of('>'), line.size())).starts_with("From ")) out += '>';
    out += line;
    at = end;
  }
  return out;
}

struct Options {
  std::size_t letters = 1000;
  std::uint64_t seed = 1;
  std::string out, format = "maildir", demo;
};

int usage() {
  std::cerr << "usage: haystack --letters N --seed S --out DIR [--format maildir|mbox] [--demo DIR]\n";
  return 2;
}

int generate(const Options& options) {
  Haystack haystack(options.letters, options.seed);
  std::uint64_t bytes = 0;
  std::int64_t utc = 0;
  std::string sender, folder;
  const bool mbox = options.format == "mbox";
  std::FILE* box = mbox ? std::fopen((options.out + "/made.mbox").c_str(), "wb") : nullptr;
  if (mbox && box == nullptr) return 3;
  for (std::size_t i = 0; i < options.letters; ++i) {
    const std::string letter = haystack.next(utc, sender);
    bytes += letter.size();
    if (mbox) {
      const std::string whole = "From " + sender + " " + stamp(utc, true) + "\n" + escape_from(letter) + "\n";
      if (std::fwrite(whole.data(), 1, whole.size(), box) != whole.size()) return 3;
      continue;
    }
    if (i % 25'000 == 0) {
      std::array<char, 16> name{};
      std::snprintf(name.data(), name.size(), "/box.%03u/", static_cast<unsigned>(i / 25'000));
      folder = options.out + name.data();
      for (const char* sub : {"cur", "new", "tmp"}) fs::create_directories(folder + sub);
    }
    if (!write_file(folder + "cur/" + std::to_string(utc) + ".M" + std::to_string(i) + ".made:2,S", letter))
      return 3;
  }
  if (mbox && std::fclose(box) != 0) return 3;
  if (!options.demo.empty())
    fs::copy(fs::path(options.demo) / "mail", fs::path(options.out) / "demo", fs::copy_options::recursive);
  std::cout << options.letters << " letters, " << bytes << " bytes, "
            << bytes / std::max<std::size_t>(1, options.letters) << " a letter\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string value = argv[i + 1];
    if (name == "--letters")
      options.letters = std::strtoull(value.c_str(), nullptr, 10);
    else if (name == "--seed")
      options.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (name == "--out")
      options.out = value;
    else if (name == "--format")
      options.format = value;
    else if (name == "--demo")
      options.demo = value;
    else
      return usage();
  }
  if (argc % 2 == 0 || options.out.empty() || options.letters == 0 ||
      (options.format != "maildir" && options.format != "mbox"))
    return usage();
  std::error_code error;
  fs::create_directories(options.out, error);
  try {
    return error ? 3 : generate(options);
  } catch (const std::exception& failure) {
    std::cerr << "haystack: " << failure.what() << "\n";
    return 3;
  }
}
