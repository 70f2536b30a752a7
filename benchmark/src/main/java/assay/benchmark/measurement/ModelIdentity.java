package assay.benchmark.measurement;

/// Which model was measured.
///
/// @param name for headings
/// @param path as given
/// @param sha256 of the file's bytes, in lower-case hexadecimal
public record ModelIdentity(String name, String path, String sha256) {}
