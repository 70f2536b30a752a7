package assay.analyzer.onnx;

import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;

/// An input or output of a model to be written. Dims are numbers or symbols.
public record ValueSpec(String name, ElementType type, Shape shape) {}
