package acceptance;

/// What is wrong with a claim.
class Refuted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refuted(String what) {
        super(what);
    }

    static void unless(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refuted(otherwise);
        }
    }
}
