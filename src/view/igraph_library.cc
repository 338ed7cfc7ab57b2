// The functions of igraph that view/graph.cc calls, passed on to the library, which is loaded at the first of
// them: with the numerical libraries behind it, it is half of what starting a process costs, and nearly all
// commands do without. Declared in igraph.h; the compiler compares each with its declaration there.
// Threads: any.
#include <dlfcn.h>
#include <igraph/igraph.h>

namespace {

void* igraph_library() {
  static void* const library = ::dlopen(CLEW_IGRAPH_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
  return library;
}

/// The library's own function; null: it is not there.
template <class Function>
Function* found(const char* name) {
  void* const library = igraph_library();
  return library != nullptr ? reinterpret_cast<Function*>(::dlsym(library, name)) : nullptr;
}

}  // namespace

// Each is looked up once.
#define CLEW_CALL(name, otherwise, ...)                     \
  static auto* const call = found<decltype(::name)>(#name); \
  return call != nullptr ? call(__VA_ARGS__) : otherwise

extern "C" {

igraph_error_handler_t* igraph_set_error_handler(igraph_error_handler_t* handler) {
  CLEW_CALL(igraph_set_error_handler, nullptr, handler);
}
igraph_warning_handler_t* igraph_set_warning_handler(igraph_warning_handler_t* handler) {
  CLEW_CALL(igraph_set_warning_handler, nullptr, handler);
}
void igraph_error_handler_ignore(const char* reason, const char* file, int line, igraph_error_t code) {
  CLEW_CALL(igraph_error_handler_ignore, void(), reason, file, line, code);
}
void igraph_warning_handler_ignore(const char* reason, const char* file, int line) {
  CLEW_CALL(igraph_warning_handler_ignore, void(), reason, file, line);
}
const char* igraph_strerror(const igraph_error_t code) {
  CLEW_CALL(igraph_strerror, "the library " CLEW_IGRAPH_LIBRARY " cannot be loaded", code);
}
igraph_error_t igraph_vector_init(igraph_vector_t* v, igraph_integer_t size) {
  CLEW_CALL(igraph_vector_init, IGRAPH_FAILURE, v, size);
}
void igraph_vector_destroy(igraph_vector_t* v) { CLEW_CALL(igraph_vector_destroy, void(), v); }
igraph_error_t igraph_vector_int_init(igraph_vector_int_t* v, igraph_integer_t size) {
  CLEW_CALL(igraph_vector_int_init, IGRAPH_FAILURE, v, size);
}
void igraph_vector_int_destroy(igraph_vector_int_t* v) { CLEW_CALL(igraph_vector_int_destroy, void(), v); }
igraph_error_t igraph_create(igraph_t* graph, const igraph_vector_int_t* edges, igraph_integer_t n,
                             igraph_bool_t directed) {
  CLEW_CALL(igraph_create, IGRAPH_FAILURE, graph, edges, n, directed);
}
void igraph_destroy(igraph_t* graph) { CLEW_CALL(igraph_destroy, void(), graph); }
igraph_vs_t igraph_vss_all(void) { CLEW_CALL(igraph_vss_all, igraph_vs_t(), ); }
igraph_error_t igraph_betweenness(const igraph_t* graph, igraph_vector_t* res, const igraph_vs_t vids,
                                  igraph_bool_t directed, const igraph_vector_t* weights) {
  CLEW_CALL(igraph_betweenness, IGRAPH_FAILURE, graph, res, vids, directed, weights);
}
igraph_rng_t* igraph_rng_default(void) { CLEW_CALL(igraph_rng_default, nullptr, ); }
igraph_error_t igraph_rng_seed(igraph_rng_t* rng, igraph_uint_t seed) {
  CLEW_CALL(igraph_rng_seed, IGRAPH_FAILURE, rng, seed);
}
igraph_error_t igraph_community_leiden(const igraph_t* graph, const igraph_vector_t* edge_weights,
                                       const igraph_vector_t* node_weights,
                                       const igraph_real_t resolution_parameter, const igraph_real_t beta,
                                       const igraph_bool_t start, const igraph_integer_t n_iterations,
                                       igraph_vector_int_t* membership, igraph_integer_t* nb_clusters,
                                       igraph_real_t* quality) {
  CLEW_CALL(igraph_community_leiden, IGRAPH_FAILURE, graph, edge_weights, node_weights, resolution_parameter,
            beta, start, n_iterations, membership, nb_clusters, quality);
}

}  // extern "C"
