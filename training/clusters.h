// training/clusters.h - classes of words that stand in the same places, from plain text.
//
// Positive pointwise mutual information with the frequent words to the left and right (Schuetze, EACL 1995),
// reduced by a randomized singular value decomposition (Halko, Martinsson and Tropp 2011), then k-means
// twice: 64 wide clusters of up to 16 narrow ones. Deterministic.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clew::training {

struct ClusterOptions {
  std::size_t words = 40000;    ///< commonest forms that get a cluster
  std::size_t contexts = 1500;  ///< commonest forms that tell the others apart
  std::size_t dimensions = 96;
  std::size_t least = 8;  ///< times a form must occur
  std::string language = "en";
};

/// Cluster (1..1024; its wide cluster is cluster >> 4) of each form's hash. A paragraph that comes twice
/// counts once.
std::unordered_map<std::uint32_t, std::uint16_t> cluster_words(const std::vector<std::string>& texts,
                                                               const ClusterOptions& options);

/// Plain texts below folders and files: mail headers at a file's start are dropped, .conllu files give
/// their "# text" lines, files with zero bytes are skipped.
std::vector<std::string> read_plain_texts(const std::vector<std::string>& paths);

}  // namespace clew::training
