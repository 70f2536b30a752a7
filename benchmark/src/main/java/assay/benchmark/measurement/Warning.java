package assay.benchmark.measurement;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// Something that a reader of the figures must know, as data. [#message()] is its sentence, with
/// what to do about it; in JSON it stands beside the data.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "id")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Warning.Noisy.class, name = "noisy"),
    @JsonSubTypes.Type(value = Warning.WideInterval.class, name = "wide-interval"),
    @JsonSubTypes.Type(value = Warning.OneProcess.class, name = "one-process"),
    @JsonSubTypes.Type(value = Warning.TailUnproven.class, name = "tail-unproven"),
    @JsonSubTypes.Type(value = Warning.Cold.class, name = "cold"),
    @JsonSubTypes.Type(value = Warning.Contended.class, name = "contended"),
    @JsonSubTypes.Type(value = Warning.DeviceShared.class, name = "device-shared"),
    @JsonSubTypes.Type(value = Warning.Throttled.class, name = "throttled"),
    @JsonSubTypes.Type(value = Warning.FellBack.class, name = "fell-back"),
    @JsonSubTypes.Type(value = Warning.NotOnCuda.class, name = "not-on-cuda"),
    @JsonSubTypes.Type(value = Warning.Drifted.class, name = "drifted"),
    @JsonSubTypes.Type(value = Warning.FixedBatch.class, name = "fixed-batch"),
    @JsonSubTypes.Type(value = Warning.Skipped.class, name = "skipped"),
    @JsonSubTypes.Type(value = Warning.TimedOut.class, name = "timed-out"),
    @JsonSubTypes.Type(value = Warning.OutOfMemory.class, name = "out-of-memory"),
    @JsonSubTypes.Type(value = Warning.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Warning.NoProfile.class, name = "no-profile"),
    @JsonSubTypes.Type(value = Warning.Interrupted.class, name = "interrupted")
})
public sealed interface Warning {

    /// The middle half of the runs scatters by more than `limit` of the median.
    record Noisy(double relativeIqr, double limit) implements Warning {}

    /// The median is not known as closely as asked for; all are shares of the median.
    record WideInterval(double relativeHalfWidth, double target) implements Warning {}

    /// Only one process was measured, so the spread between processes is unknown.
    record OneProcess() implements Warning {}

    /// Too few samples to bound a percentile at a confidence of 0.99.
    record TailUnproven(double percentile, long samples, long missing) implements Warning {}

    /// The first timed window was slower than the last after a warm-up that ended at its limit.
    record Cold(double firstWindowSeconds, double lastWindowSeconds) implements Warning {}

    /// Processor time that others took while this was timed, as shares of all cores' time;
    /// `stolenShare` was taken by other virtual machines.
    record Contended(double foreignShare, double stolenShare) implements Warning {}

    /// Share of the timed span in which kernels of other processes ran on the device.
    record DeviceShared(double share) implements Warning {}

    /// Share of the timed span in which the device held its clocks down, and its reason.
    record Throttled(String reason, double share) implements Warning {}

    /// Operators that ran on another provider than the one asked for.
    record FellBack(String provider, List<String> operators) implements Warning {}

    /// CUDA was not used, and why.
    record NotOnCuda(String why) implements Warning {}

    /// A configuration repeated through the run moved: the medians of its processes in order of
    /// time, in seconds.
    record Drifted(long batch, List<Double> medianSeconds) implements Warning {

        public Drifted {
            medianSeconds = List.copyOf(medianSeconds);
        }
    }

    /// The model takes this batch size and no other.
    record FixedBatch(long modelBatch) implements Warning {}

    /// Left out: it would have needed more time than the budget had left, in seconds.
    record Skipped(double neededSeconds, double leftSeconds) implements Warning {}

    /// Ended after this many seconds without a result.
    record TimedOut(double limitSeconds) implements Warning {}

    /// What the runtime or the operating system said when memory ran out.
    record OutOfMemory(String what) implements Warning {}

    /// What the process said before it failed.
    record Failed(String what) implements Warning {}

    /// There are no times per operator, and why.
    record NoProfile(String why) implements Warning {}

    /// The run was cut short; batch sizes not listed were not reached.
    record Interrupted() implements Warning {}

    /// One sentence for the reader, with advice.
    @JsonProperty(value = "message", access = JsonProperty.Access.READ_ONLY)
    default String message() {
        return Advice.of(this);
    }

    /// The verdict that this warning alone leads to.
    default Verdict verdict() {
        return switch (this) {
            case Noisy _, WideInterval _, Drifted _ -> Verdict.NOISY;
            case Cold _ -> Verdict.COLD;
            case Contended _, DeviceShared _ -> Verdict.CONTENDED;
            case Throttled _ -> Verdict.THROTTLED;
            case FellBack _ -> Verdict.FELL_BACK;
            case FixedBatch _ -> Verdict.FIXED_BATCH;
            case Skipped _ -> Verdict.SKIPPED;
            case TimedOut _ -> Verdict.TIMED_OUT;
            case OutOfMemory _ -> Verdict.OUT_OF_MEMORY;
            case Failed _ -> Verdict.FAILED;
            case OneProcess _, TailUnproven _, NotOnCuda _, NoProfile _, Interrupted _ ->
                    Verdict.VALID;
        };
    }
}
