package assay.analyzer.tensor;

/// The dims 0, 1, 2, ... that almost every shape is made of, made once.
final class SmallNumbers {

    static final int COUNT = 1025;

    static final Dim.Known[] ALL = new Dim.Known[COUNT];

    static {
        for (int i = 0; i < COUNT; i++) {
            ALL[i] = new Dim.Known(i);
        }
    }

    private SmallNumbers() {}
}
