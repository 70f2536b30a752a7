package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;

/// What the formulas need of an NVIDIA GPU and one of its units.
///
/// @param processors streaming multiprocessors
/// @param unit the unit, its peak and the share of it that is held
/// @param memory how bytes move
/// @param steady whether the device has been loaded for long
/// @param tuned whether the libraries are those of the card's own day
/// @param constants of the fitted laws
record Gpu(
        GpuProfile profile,
        double processors,
        UnitChoice.Chosen unit,
        GpuMemory memory,
        boolean steady,
        boolean tuned,
        Constants constants) {
    static Gpu of(
            GpuProfile profile,
            UnitChoice.Chosen unit,
            EstimateSettings settings,
            Constants constants) {
        return new Gpu(
                profile,
                profile.processors(),
                unit,
                GpuMemory.of(profile),
                settings.clock() == EstimateSettings.Clock.STEADY,
                settings.libraries() == EstimateSettings.Libraries.CUDA_9,
                constants);
    }

    double fitted(FittedConstant constant) {
        return constants.of(constant);
    }

    /// What shared memory delivers to a processor a clock, over 128 bytes: a half on Turing (NVIDIA
    /// Ampere GA102 whitepaper: 128 bytes a clock on GA10x, 64 on Turing; Volta has 128).
    double sharedMemory() {
        boolean turing = profile.atLeast(7, 5) && !profile.atLeast(8, 0);
        return turing ? 0.5 : 1;
    }

    /// Peak FLOP/s of one processor.
    double ratePerProcessor() {
        return unit.rate() / processors;
    }

    /// Compute seconds at the clock held, from seconds at boost.
    ///
    /// @param formulaShare what the formula loses by itself on a large kernel
    /// @param escapeSeconds how long a small card keeps its clock
    /// @param filled share of the processors that are at work over those seconds, 0 to 1: a small
    ///   card is held back by its power, and idle processors draw little
    double slowed(double atBoost, double formulaShare, double escapeSeconds, double filled) {
        boolean small = SustainedClock.small(profile) && !unit.matrix();
        double sustained = sustained(formulaShare);
        return small && steady
                ? SustainedClock.capped(atBoost, sustained, filled)
                : SustainedClock.slowed(atBoost, sustained, small, escapeSeconds);
    }

    /// Share of the processors that `blocks` keep at work in so many effective waves.
    double filled(double blocks, double waves) {
        return Math.min(1, blocks / processors / waves);
    }

    /// Share of peak over the formula's own that is held under lasting load, lowered to what power
    /// allows a small card.
    double sustained(double formulaShare) {
        double byShare = unit.share() / formulaShare;
        return unit.matrix()
                ? byShare
                : Math.min(byShare, SustainedClock.powerClock(profile, unit.rate()));
    }
}
