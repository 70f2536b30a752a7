package assay.analyzer.op;

import assay.analyzer.tensor.ElementType;

/// Element types that attributes name by ONNX's numbers.
final class ElementTypes {

    private ElementTypes() {}

    /// The type of that number; 0 and numbers that are no type give undefined.
    static ElementType ofNumber(long number) {
        return number < 0 || number > Integer.MAX_VALUE
                ? ElementType.UNDEFINED
                : ElementType.ofNumber((int) number);
    }

    /// The type that an attribute names; `otherwise` where it is left out or 0.
    static ElementType attribute(OpContext node, String name, ElementType otherwise) {
        long number = node.attribute(name, 0L);
        return number == 0 ? otherwise : ofNumber(number);
    }
}
