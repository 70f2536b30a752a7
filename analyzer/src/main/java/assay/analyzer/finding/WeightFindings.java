package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Model;
import assay.analyzer.onnx.WeightScan;
import java.util.ArrayList;
import java.util.List;

/// Findings that take reading every weight (`--check-weights`): numbers that are none, data of the
/// wrong length, tensors stored twice.
public final class WeightFindings {

    private WeightFindings() {}

    /// Reads the weights of the model's file, streaming.
    ///
    /// @throws assay.analyzer.graph.ModelFormatException when the file cannot be read any more
    public static List<Finding> of(Model model) {
        return of(WeightScan.of(model.path()));
    }

    static List<Finding> of(WeightScan.Report report) {
        List<Finding> findings = new ArrayList<>();
        nonFinite(report, findings);
        if (!report.misfits().isEmpty()) {
            WeightScan.Misfit first = report.misfits().getFirst();
            findings.add(
                    new Finding(
                            "weight_size",
                            Severity.ERROR,
                            "%s of another size than the shape; '%s' has %d bytes, its shape needs %d"
                                    .formatted(
                                            tensors(report.misfits().size()),
                                            first.name(),
                                            first.bytes(),
                                            first.needed()),
                            "Export the model again; the runtime will refuse it.",
                            List.of()));
        }
        duplicates(report, findings);
        if (!report.unread().isEmpty()) {
            findings.add(
                    new Finding(
                            "weights_unchecked",
                            Severity.INFO,
                            "%s of %d not checked, the first is '%s'"
                                    .formatted(
                                            tensors(report.unread().size()),
                                            report.tensors() + report.unread().size(),
                                            report.unread().getFirst()),
                            "Their external data are missing, or they are stored in a form that"
                                    + " holds no floats.",
                            List.of()));
        }
        return findings;
    }

    private static String tensors(int number) {
        return Subject.count(number, "stored tensor");
    }

    private static void nonFinite(WeightScan.Report report, List<Finding> findings) {
        long nans = 0;
        long infinities = 0;
        for (WeightScan.NonFinite each : report.nonFinite()) {
            nans += each.nans();
            infinities += each.infinities();
        }
        if (nans + infinities > 0) {
            findings.add(
                    new Finding(
                            "non_finite_weights",
                            nans > 0 ? Severity.ERROR : Severity.WARNING,
                            "%s with %d NaN and %d infinite elements, the first is '%s'"
                                    .formatted(
                                            tensors(report.nonFinite().size()),
                                            nans,
                                            infinities,
                                            report.nonFinite().getFirst().name()),
                            nans > 0
                                    ? "Results that these reach are NaN: training diverged or the"
                                            + " conversion overflowed."
                                    : "Right for masks, wrong for learned weights, where a"
                                            + " conversion to float16 may have overflowed.",
                            List.of()));
        }
    }

    private static void duplicates(WeightScan.Report report, List<Finding> findings) {
        int copies = 0;
        long bytes = 0;
        for (WeightScan.Duplicates same : report.duplicates()) {
            copies += same.names().size() - 1;
            bytes += same.bytes() * (same.names().size() - 1);
        }
        if (copies > 0) {
            List<String> first = report.duplicates().getFirst().names();
            findings.add(
                    new Finding(
                            "duplicate_initializers",
                            Severity.INFO,
                            "%s stored again byte for byte (%s), as '%s' repeats '%s'"
                                    .formatted(
                                            Subject.count(copies, "tensor"),
                                            Subject.size((double) bytes),
                                            first.get(1),
                                            first.getFirst()),
                            "Let the nodes share one tensor: the file and the memory get smaller.",
                            List.of()));
        }
    }
}
