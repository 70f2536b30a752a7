package assay.benchmark.run;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.NodeTime;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.Provider;
import assay.benchmark.stats.EarlyStopping;
import assay.benchmark.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a careful reader would object to in one batch size's figures.
final class Judgement {

    /// Relative interquartile range above which runs count as scattered.
    private static final double NOISE_LIMIT = 0.10;

    /// Share of the machine's processor time, or of the GPU's, that others may take.
    private static final double CONTENTION_LIMIT = 0.05;

    /// By how much the first window may exceed the last.
    private static final double COLD_LIMIT = 0.10;

    /// Share of the time that clocks may be held down.
    private static final double THROTTLE_LIMIT = 0.05;

    private Judgement() {}

    static List<Warning> of(
            List<Fork> forks,
            Interval interval,
            double intervalTarget,
            double noise,
            long samples,
            @Nullable RuntimeProfile profile,
            String provider) {
        List<Warning> warnings = new ArrayList<>();
        addIfPresent(warnings, contention(forks));
        addIfPresent(warnings, deviceShared(forks));
        addIfPresent(warnings, cold(forks));
        if (noise > NOISE_LIMIT) {
            warnings.add(new Warning.Noisy(noise, NOISE_LIMIT));
        }
        if (forks.size() == 1) {
            warnings.add(new Warning.OneProcess());
        }
        if (interval.relativeHalfWidth() > intervalTarget) {
            warnings.add(new Warning.WideInterval(interval.relativeHalfWidth(), intervalTarget));
        }
        long missing = EarlyStopping.missing(samples, 99, 0.99);
        if (missing > 0) {
            warnings.add(new Warning.TailUnproven(99, samples, missing));
        }
        addIfPresent(warnings, throttling(forks));
        addIfPresent(warnings, fallback(profile, provider));
        return warnings;
    }

    private static void addIfPresent(List<Warning> warnings, @Nullable Warning warning) {
        if (warning != null) {
            warnings.add(warning);
        }
    }

    /// The worst fork decides.
    private static @Nullable Warning contention(List<Fork> forks) {
        double foreign = 0;
        double stolen = 0;
        for (Fork fork : forks) {
            foreign = Math.max(foreign, fork.foreignShare() == null ? 0 : fork.foreignShare());
            stolen = Math.max(stolen, fork.stolenShare() == null ? 0 : fork.stolenShare());
        }
        return foreign > CONTENTION_LIMIT || stolen > CONTENTION_LIMIT
                ? new Warning.Contended(foreign, stolen)
                : null;
    }

    /// The worst fork decides.
    private static @Nullable Warning deviceShared(List<Fork> forks) {
        double share = 0;
        for (Fork fork : forks) {
            Conditions conditions = fork.conditions();
            Double foreign = conditions == null ? null : conditions.foreignDeviceShare();
            share = Math.max(share, foreign == null ? 0 : foreign);
        }
        return share > CONTENTION_LIMIT ? new Warning.DeviceShared(share) : null;
    }

    /// The fork and the reason with the largest share decide.
    private static @Nullable Warning throttling(List<Fork> forks) {
        String reason = "";
        double share = THROTTLE_LIMIT;
        for (Fork fork : forks) {
            Conditions conditions = fork.conditions();
            if (conditions != null) {
                for (var held : conditions.throttled().entrySet()) {
                    if (held.getValue() > share) {
                        share = held.getValue();
                        reason = held.getKey();
                    }
                }
            }
        }
        return reason.isEmpty() ? null : new Warning.Throttled(reason, share);
    }

    /// Cold if that holds for more than half of the forks; a single one may have been disturbed.
    private static @Nullable Warning cold(List<Fork> forks) {
        Warning last = null;
        int cold = 0;
        for (Fork fork : forks) {
            List<Double> windows = fork.windowP50Seconds();
            if (!fork.firstRuns().settled()
                    && windows.getFirst() > windows.getLast() * (1 + COLD_LIMIT)) {
                cold++;
                last = new Warning.Cold(windows.getFirst(), windows.getLast());
            }
        }
        return 2 * cold > forks.size() ? last : null;
    }

    private static @Nullable Warning fallback(@Nullable RuntimeProfile profile, String provider) {
        String asked = Provider.parse(provider).runtimeName();
        if (profile == null) {
            return null;
        }
        List<NodeTime> elsewhere =
                profile.nodes().stream().filter(node -> !node.provider().equals(asked)).toList();
        return elsewhere.isEmpty()
                ? null
                : new Warning.FellBack(
                        elsewhere.getFirst().provider(),
                        elsewhere.stream().map(NodeTime::operator).distinct().sorted().toList());
    }
}
