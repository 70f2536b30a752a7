package assay.benchmark.run;

/// Why a measuring process gave up, in its own words.
record ForkError(boolean outOfMemory, String message) {

    static final String FILE = "error.json";
}
