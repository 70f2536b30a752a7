package assay.benchmark.session;

/// One finding of the [Doctor].
///
/// @param name what was looked at
/// @param state how it stands
/// @param detail what was found, in a few words
/// @param advice what to do, one sentence or command; empty where there is nothing to do
public record Check(String name, State state, String detail, String advice) {

    /// How a thing stands.
    public enum State {
        /// As it should be.
        OK,
        /// Works, but measurements suffer or part of it is not usable.
        WARN,
        /// Keeps the CUDA path from working on this machine.
        FAIL,
        /// Could not be told, or does not matter here.
        UNKNOWN
    }

    static Check ok(String name, String detail) {
        return new Check(name, State.OK, detail, "");
    }

    static Check warn(String name, String detail, String advice) {
        return new Check(name, State.WARN, detail, advice);
    }

    static Check fail(String name, String detail, String advice) {
        return new Check(name, State.FAIL, detail, advice);
    }

    static Check unknown(String name, String detail) {
        return new Check(name, State.UNKNOWN, detail, "");
    }
}
