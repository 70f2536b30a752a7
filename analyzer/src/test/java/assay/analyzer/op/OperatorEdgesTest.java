package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import org.junit.jupiter.api.Test;

/// What follows without the values of inputs, and what is refused, by ONNX's specification.
class OperatorEdgesTest {

    private static final ElementType INT64 = ElementType.INT64;

    @Test
    void as_many_axes_as_dims_are_all_axes() {
        assertThat(new OneNode("ReduceSum", 13).input("N 3 4").input(INT64, "3").type())
                .isEqualTo("float32[1, 1, 1]");
        assertThat(
                        new OneNode("ReduceMax", 18)
                                .with("keepdims", 0)
                                .input("N 3")
                                .input(INT64, "2")
                                .type())
                .isEqualTo("float32[]");
        // one axis of two may be either
        assertThat(new OneNode("ReduceSum", 13).input("2 3").input(INT64, "1").type())
                .isEqualTo("float32[?, ?]");
    }

    @Test
    void squeezing_as_many_axes_as_there_are_ones_takes_those() {
        assertThat(new OneNode("Squeeze", 13).input("1 3 1 5").input(INT64, "2").type())
                .isEqualTo("float32[3, 5]");
        assertThat(new OneNode("Squeeze", 13).input("1 3 1 5").input(INT64, "1").type())
                .isEqualTo("float32[?, ?, ?]");
        assertThat(new OneNode("Unsqueeze", 13).input("1 1").input(INT64, "2").type())
                .isEqualTo("float32[1, 1, 1, 1]");
    }

    @Test
    void a_whole_transform_keeps_its_dims_whatever_its_axis() {
        assertThat(new OneNode("DFT", 20).input("N 5 10 1").absent().input(INT64, "").type())
                .isEqualTo("float32[N, 5, 10, 2]");
        assertThat(
                        new OneNode("DFT", 20)
                                .with("onesided", 1)
                                .input("N 5 10 1")
                                .absent()
                                .input(INT64, "")
                                .type())
                .isEqualTo("float32[?, ?, ?, 2]");
    }

    @Test
    void resizing_leaves_the_axes_alone_that_it_does_not_name() {
        assertThat(
                        new OneNode("Resize", 18)
                                .ints("axes", 2L, 3L)
                                .input("N 3 10 20")
                                .absent()
                                .absent()
                                .input(INT64, "2")
                                .type())
                .isEqualTo("float32[N, 3, ?, ?]");
    }

    @Test
    void a_single_part_is_the_whole() {
        assertThat(new OneNode("Split", 13).input("N 6").input(INT64, "1").type())
                .isEqualTo("float32[N, 6]");
    }

    @Test
    void parts_that_do_not_work_out_are_a_contradiction() {
        // 5 elements in 4 parts of ceil(5/4) = 2 leave -1 for the last
        OneNode node = new OneNode("Split", 18).with("num_outputs", 4).outputs(4).input("5");
        assertThat(node.type(3)).isEqualTo("float32[?]");
        assertThat(node.conflicts()).contains("5 elements").contains("4 parts");
    }

    @Test
    void a_negative_size_is_a_contradiction_and_no_shape() {
        OneNode node = new OneNode("ConstantOfShape", 9).integers("2 -3");
        assertThat(node.type()).isEqualTo("float32[2, ?]");
        assertThat(node.conflicts()).contains("-3 elements");
    }

    @Test
    void a_power_has_the_type_of_its_base() {
        OneNode node =
                new OneNode("Pow", 15)
                        .input(ValueType.tensor(ElementType.UNDEFINED, Shape.of(3)))
                        .input(INT64, "3");
        assertThat(node.type()).isEqualTo("undefined[3]");
    }

    @Test
    void an_optional_says_whether_it_is_there_where_that_is_known() {
        ValueType tensor = ValueType.tensor(ElementType.FLOAT32, Shape.of(2));
        assertThat(
                        new OneNode("OptionalHasElement", 15)
                                .input(new ValueType.OptionalType(tensor, false))
                                .folded())
                .isEqualTo("[0]");
        assertThat(
                        new OneNode("OptionalHasElement", 15)
                                .input(new ValueType.OptionalType(tensor))
                                .folded())
                .isEqualTo("not known");
    }
}
