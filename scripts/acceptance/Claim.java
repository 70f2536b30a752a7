package acceptance;

import java.io.IOException;

/// Something that Assay claims, and its proof.
///
/// @param onGpuOnly whether a rehearsal on the CPU runs the proof's commands and believes nothing
///   of what they say
record Claim(String text, boolean onGpuOnly, Proof proof) {

    /// Proves a claim: returns the evidence, or throws with what is wrong.
    interface Proof {
        String prove() throws IOException, InterruptedException;
    }

    /// How a claim stands.
    enum Result {
        HOLDS,
        FAILS,
        LEFT_OUT
    }

    /// @param evidence for it, or what is wrong
    record Outcome(Result result, String evidence) {}

    static Claim anywhere(String text, Proof proof) {
        return new Claim(text, false, proof);
    }

    static Claim onGpu(String text, Proof proof) {
        return new Claim(text, true, proof);
    }

    /// Whatever goes wrong with one claim is its outcome, so that the next is heard.
    Outcome judge(boolean rehearsal) {
        try {
            String evidence = proof.prove();
            return new Outcome(
                    rehearsal && onGpuOnly ? Result.LEFT_OUT : Result.HOLDS,
                    rehearsal && onGpuOnly ? "rehearsed: " + evidence : evidence);
        } catch (OnGpuOnly e) {
            return new Outcome(Result.LEFT_OUT, "rehearsed: " + e.getMessage());
        } catch (Refuted e) {
            return new Outcome(Result.FAILS, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return new Outcome(Result.FAILS, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(Result.FAILS, "interrupted");
        }
    }
}
