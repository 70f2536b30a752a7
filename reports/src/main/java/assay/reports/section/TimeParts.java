package assay.reports.section;

import assay.analyzer.estimate.Bound;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import assay.reports.card.Span;

/// What an estimated latency, host to host, is made of. The parts add up to it.
///
/// @param dispatch seconds of dispatch, launches and the run itself, as far as no kernel runs
///   meanwhile, and of kernels too short to fill their launch
/// @param copies seconds of copying inputs and outputs
/// @param memory seconds of kernels bound by memory
/// @param compute seconds of kernels bound by arithmetic
record TimeParts(double dispatch, double copies, double memory, double compute) {

    /// The largest part of a latency: what bounds it.
    enum Largest {
        DISPATCH("dispatch", "most of the time goes to starting kernels, one after another"),
        COPIES(
                "copies",
                "most of the time goes to copying inputs and outputs to and from the device"),
        MEMORY("memory", "most of the time goes to moving bytes"),
        COMPUTE("compute", "most of the time goes to arithmetic"),
        UNKNOWN("unknown", "no kernel has a time");

        private final String word;
        private final String meaning;

        Largest(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        /// As it stands in tables: `dispatch`.
        String word() {
            return word;
        }

        /// As it stands in a sentence: `dispatch-bound`, with what it means.
        Span term() {
            return new Span.Term((this == COPIES ? "copy" : word) + "-bound", meaning);
        }

        /// The word alone, with what it means.
        Span wordTerm() {
            return new Span.Term(word, meaning);
        }
    }

    static TimeParts of(ModelEstimate latency) {
        double brief = 0;
        double memory = 0;
        double compute = 0;
        for (NodeEstimate node : latency.nodes()) {
            for (KernelEstimate kernel : node.kernels()) {
                double busy = kernel.known() ? kernel.seconds() - kernel.launchSeconds() : 0;
                switch (kernel.bound()) {
                    case COMPUTE -> compute += busy;
                    case MEMORY -> memory += busy;
                    case LAUNCH -> brief += busy;
                    case UNKNOWN -> {}
                }
            }
        }
        double copies = latency.inputCopySeconds() + latency.outputCopySeconds();
        double rest = latency.seconds() - brief - memory - compute - copies;
        return new TimeParts(brief + Math.max(0, rest), copies, memory, compute);
    }

    double seconds() {
        return dispatch + copies + memory + compute;
    }

    /// What bounds that latency.
    static Largest largest(ModelEstimate latency) {
        return latency.bound() == Bound.UNKNOWN ? Largest.UNKNOWN : of(latency).largest();
    }

    private Largest largest() {
        double most = Math.max(Math.max(dispatch, copies), Math.max(memory, compute));
        return most == compute
                ? Largest.COMPUTE
                : most == memory
                        ? Largest.MEMORY
                        : most == copies ? Largest.COPIES : Largest.DISPATCH;
    }
}
