#include "read/media_types.h"

#include <algorithm>

#include "read/sniff.h"

namespace clew::read {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view media_type;
};
constexpr Magic kMagic[] = {
    {"%PDF-", "application/pdf"},
    {"\x89PNG\r\n\x1a\n", "image/png"},
    {"\xFF\xD8\xFF", "image/jpeg"},
    {"GIF87a", "image/gif"},
    {"GIF89a", "image/gif"},
    {"Rar!\x1a\x07", "application/vnd.rar"},
    {"7z\xBC\xAF\x27\x1C", "application/x-7z-compressed"},
    {"\x1F\x8B", "application/gzip"},
    {"{\\rtf", "application/rtf"},
    {"\x78\x9F\x3E\x22", "application/ms-tnef"},
    {"!BDN", "application/vnd.ms-outlook-pst"},
    {"BEGIN:VCARD", "text/vcard"},
    {"BEGIN:VCALENDAR", "text/calendar"},
};

struct Extension {
  std::string_view ending;
  std::string_view media_type;
};
constexpr Extension kExtensions[] = {
    {".pdf", "application/pdf"},
    {".doc", "application/msword"},
    {".xls", "application/vnd.ms-excel"},
    {".ppt", "application/vnd.ms-powerpoint"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {".rtf", "application/rtf"},
    {".csv", "text/csv"},
    {".tsv", "text/tab-separated-values"},
    {".json", "application/json"},
    {".xml", "application/xml"},
    {".msg", "application/vnd.ms-outlook"},
    {".pst", "application/vnd.ms-outlook-pst"},
    {".zip", "application/zip"},
    {".vcf", "text/vcard"},
    {".ics", "text/calendar"},
    {".dat", "application/octet-stream"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".tif", "image/tiff"},
    {".tiff", "image/tiff"},
    {".txt", "text/plain"},
    {".html", "text/html"},
    {".htm", "text/html"},
};

}  // namespace

std::string guess_media_type(std::string_view head, std::string_view file_name, std::string_view declared) {
  for (const Magic& magic : kMagic)
    if (head.starts_with(magic.bytes)) return std::string(magic.media_type);
  std::string name(file_name);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  const bool vague = declared.empty() || declared == "application/octet-stream";
  if (!vague) return std::string(declared);
  for (const Extension& extension : kExtensions)
    if (name.ends_with(extension.ending)) return std::string(extension.media_type);
  if (head.starts_with("PK\x03\x04")) return "application/zip";
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return "application/x-ole-storage";
  if (!head.empty() && looks_like_text(head)) return "text/plain";
  return "application/octet-stream";
}

bool may_hold_text(std::string_view media_type) {
  return !media_type.starts_with("image/") && !media_type.starts_with("audio/") &&
         !media_type.starts_with("video/") && media_type != "application/octet-stream" &&
         media_type != "application/pkcs7-signature" && media_type != "application/pgp-signature";
}

}  // namespace clew::read
