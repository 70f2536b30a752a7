package assay.analyzer.estimate;

import java.util.List;

/// Rows and columns of the result that one thread block of a matrix product makes.
record Tile(int rows, int columns) {
    /// Tiles of FP32 products: what cuBLAS is seen to choose from; 16-wide ones gained nothing on
    /// the train rows.
    static final List<Tile> FP32 =
            List.of(
                    new Tile(256, 128),
                    new Tile(128, 256),
                    new Tile(128, 128),
                    new Tile(128, 64),
                    new Tile(64, 128),
                    new Tile(64, 64),
                    new Tile(128, 32),
                    new Tile(32, 128),
                    new Tile(64, 32),
                    new Tile(32, 32));

    /// Tiles of products on matrix units.
    static final List<Tile> MATRIX_UNIT =
            List.of(
                    new Tile(256, 128),
                    new Tile(128, 256),
                    new Tile(128, 128),
                    new Tile(128, 64),
                    new Tile(64, 128),
                    new Tile(64, 64),
                    new Tile(256, 64),
                    new Tile(64, 256),
                    new Tile(128, 32),
                    new Tile(32, 128),
                    new Tile(64, 32),
                    new Tile(32, 64));

    /// The one tile of batched FP32 products on compute capability 8.x.
    static final List<Tile> SQUARE_128 = List.of(new Tile(128, 128));

    /// Tiles of batched FP32 products on Pascal.
    static final List<Tile> AT_LEAST_128_WIDE =
            List.of(new Tile(256, 128), new Tile(128, 128), new Tile(64, 128));

    /// Tiles of batched FP32 products elsewhere.
    static final List<Tile> AT_LEAST_64_WIDE =
            List.of(
                    new Tile(256, 128),
                    new Tile(128, 256),
                    new Tile(128, 128),
                    new Tile(128, 64),
                    new Tile(64, 128),
                    new Tile(64, 64),
                    new Tile(32, 128));

    /// Blocks that cover `rows` x `columns`.
    double blocks(double rows, double columns) {
        return Math.ceil(rows / this.rows) * Math.ceil(columns / this.columns);
    }

    /// 1/rows + 1/columns: operand traffic of a block for each multiply-add.
    double perimeter() {
        return 1.0 / rows + 1.0 / columns;
    }

    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}
