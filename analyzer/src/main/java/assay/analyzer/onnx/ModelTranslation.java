package assay.analyzer.onnx;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.Model.Function;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.graph.Node;
import assay.analyzer.graph.TopologicalOrder;
import assay.analyzer.onnx.proto.AttributeProto;
import assay.analyzer.onnx.proto.FunctionProto;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.NodeProto;
import assay.analyzer.onnx.proto.OperatorSetIdProto;
import assay.analyzer.onnx.proto.SparseTensorProto;
import assay.analyzer.onnx.proto.StringStringEntryProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.onnx.proto.TensorShapeProto;
import assay.analyzer.onnx.proto.TypeProto;
import assay.analyzer.onnx.proto.ValueInfoProto;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns parsed messages into the immutable graph.
final class ModelTranslation {

    /// What exporters write for a dimension that has no name: two of them need not be equal.
    private static final Set<String> NAMELESS = Set.of("", "?", "-1", "None", "unk");

    /// More than any file holds: 2^59. Below it, counts of elements and of bytes, 16 an element at
    /// most, stay within 63 bits.
    private static final long MOST_STORED = 1L << 59;

    private final Path path;
    private final long fileBytes;

    /// Every name once: a value is named by the node that makes it and by all that read it.
    private final Map<String, String> names = new HashMap<>();

    /// Elements of the stored tensors read so far.
    private long storedElements;

    ModelTranslation(Path path, long fileBytes) {
        this.path = path;
        this.fileBytes = fileBytes;
    }

    Model model(ModelProto proto) {
        Map<String, String> metadata = new HashMap<>();
        for (StringStringEntryProto entry : proto.getMetadataPropsList()) {
            metadata.put(entry.getKey(), entry.getValue());
        }
        List<Function> functions = new ArrayList<>();
        for (FunctionProto function : proto.getFunctionsList()) {
            functions.add(function(function));
        }
        return new Model(
                path,
                fileBytes,
                proto.getIrVersion(),
                proto.getProducerName(),
                proto.getProducerVersion(),
                opsets(proto.getOpsetImportList()),
                graph(proto.getGraph()),
                functions,
                metadata);
    }

    private String name(String text) {
        String known = names.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private List<String> names(List<String> texts) {
        String[] known = new String[texts.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = name(texts.get(i));
        }
        return List.of(known);
    }

    private static String domain(String domain) {
        return domain.isEmpty() ? Model.DEFAULT_DOMAIN : domain;
    }

    private static Map<String, Long> opsets(List<OperatorSetIdProto> imports) {
        Map<String, Long> opsets = new HashMap<>();
        for (OperatorSetIdProto opset : imports) {
            opsets.merge(domain(opset.getDomain()), opset.getVersion(), Math::max);
        }
        return opsets;
    }

    private Function function(FunctionProto proto) {
        return new Function(
                domain(proto.getDomain()),
                proto.getName(),
                proto.getOverload(),
                names(proto.getInputList()),
                names(proto.getOutputList()),
                proto.getAttributeList(),
                attributes(proto.getAttributeProtoList()),
                nodes(proto.getNodeList()),
                opsets(proto.getOpsetImportList()));
    }

    private Graph graph(GraphProto proto) {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        for (TensorProto tensor : proto.getInitializerList()) {
            initializers.put(name(tensor.getName()), initializer(tensor));
        }
        for (SparseTensorProto tensor : proto.getSparseInitializerList()) {
            initializers.put(tensor.getValues().getName(), sparse(tensor));
        }
        List<ValueInfo> inputs = new ArrayList<>();
        for (ValueInfoProto input : proto.getInputList()) {
            if (!initializers.containsKey(input.getName())) {
                inputs.add(new ValueInfo(name(input.getName()), type(input.getType())));
            }
        }
        List<ValueInfo> outputs = new ArrayList<>();
        for (ValueInfoProto output : proto.getOutputList()) {
            outputs.add(new ValueInfo(name(output.getName()), type(output.getType())));
        }
        Map<String, ValueType> declared = new HashMap<>();
        for (ValueInfoProto value : proto.getValueInfoList()) {
            declared.put(name(value.getName()), type(value.getType()));
        }
        return new Graph(
                proto.getName(),
                nodes(proto.getNodeList()),
                inputs,
                outputs,
                initializers,
                declared);
    }

    private List<Node> nodes(List<NodeProto> protos) {
        List<Node> nodes = new ArrayList<>(protos.size());
        for (NodeProto proto : protos) {
            nodes.add(
                    new Node(
                            proto.getName().isEmpty()
                                    ? proto.getOpType() + "_" + nodes.size()
                                    : proto.getName(),
                            name(proto.getOpType()),
                            name(domain(proto.getDomain())),
                            name(proto.getOverload()),
                            names(proto.getInputList()),
                            names(proto.getOutputList()),
                            attributes(proto.getAttributeList())));
        }
        return TopologicalOrder.of(nodes);
    }

    private Map<String, Attribute> attributes(List<AttributeProto> protos) {
        if (protos.isEmpty()) {
            return Map.of();
        }
        Map<String, Attribute> attributes = HashMap.newHashMap(protos.size());
        for (AttributeProto proto : protos) {
            attributes.put(name(proto.getName()), attribute(proto));
        }
        return attributes;
    }

    private Attribute attribute(AttributeProto proto) {
        if (!proto.getRefAttrName().isEmpty()) {
            return new Attribute.Reference(proto.getRefAttrName());
        }
        return switch (kind(proto)) {
            case INT -> new Attribute.Int(proto.getI());
            case FLOAT -> new Attribute.Real(proto.getF());
            case STRING -> new Attribute.Text(proto.getS().toStringUtf8());
            case INTS -> new Attribute.Ints(proto.getIntsList());
            case FLOATS ->
                    new Attribute.Reals(
                            proto.getFloatsList().stream().map(f -> (double) f).toList());
            case STRINGS ->
                    new Attribute.Texts(
                            proto.getStringsList().stream().map(ByteString::toStringUtf8).toList());
            case TENSOR -> new Attribute.Tensor(initializer(proto.getT()));
            case TENSORS ->
                    new Attribute.Tensors(
                            proto.getTensorsList().stream().map(this::initializer).toList());
            case GRAPH -> new Attribute.Subgraph(graph(proto.getG()));
            case GRAPHS ->
                    new Attribute.Subgraphs(
                            proto.getGraphsList().stream().map(this::graph).toList());
            case TYPE_PROTO -> new Attribute.Type(type(proto.getTp()));
            case SPARSE_TENSOR -> {
                Initializer sparse = sparse(proto.getSparseTensor());
                yield new Attribute.Sparse(
                        initializer(proto.getSparseTensor().getValues()), sparse.dims());
            }
            case TYPE_PROTOS, SPARSE_TENSORS, UNDEFINED -> new Attribute.Texts(List.of());
        };
    }

    /// Files of IR version 1 leave the type out: then it is that of the field that is filled.
    private static AttributeProto.AttributeType kind(AttributeProto proto) {
        if (proto.getType() != AttributeProto.AttributeType.UNDEFINED) {
            return proto.getType();
        }
        if (proto.hasI()) {
            return AttributeProto.AttributeType.INT;
        }
        if (proto.hasF()) {
            return AttributeProto.AttributeType.FLOAT;
        }
        if (proto.hasS()) {
            return AttributeProto.AttributeType.STRING;
        }
        if (proto.hasT()) {
            return AttributeProto.AttributeType.TENSOR;
        }
        if (proto.hasG()) {
            return AttributeProto.AttributeType.GRAPH;
        }
        if (proto.getFloatsCount() > 0) {
            return AttributeProto.AttributeType.FLOATS;
        }
        return proto.getStringsCount() > 0
                ? AttributeProto.AttributeType.STRINGS
                : AttributeProto.AttributeType.INTS;
    }

    Initializer initializer(TensorProto proto) {
        List<Long> dims = dims(proto.getName(), proto.getDimsList());
        ElementType type = ElementType.ofNumber(proto.getDataType());
        return new Initializer(
                name(proto.getName()),
                type,
                dims,
                false,
                data(proto),
                TensorDecoding.decode(proto, type, dims));
    }

    private Initializer sparse(SparseTensorProto proto) {
        TensorProto values = proto.getValues();
        return new Initializer(
                values.getName(),
                ElementType.ofNumber(values.getDataType()),
                dims(values.getName(), proto.getDimsList()),
                true,
                data(values),
                null);
    }

    private List<Long> dims(String name, List<Long> dims) {
        for (long dim : dims) {
            if (dim < 0) {
                throw new ModelFormatException(
                        path,
                        -1,
                        "the stored tensor '" + name + "' has the negative dimension " + dim);
            }
        }
        storedElements += elements(dims, MOST_STORED - storedElements);
        if (storedElements == MOST_STORED) {
            throw new ModelFormatException(
                    path,
                    -1,
                    "with the stored tensor '"
                            + name
                            + "' of "
                            + dims
                            + " the model would hold 2^59 elements or more, which no file does");
        }
        return dims;
    }

    /// Their product, at most `most`.
    private static long elements(List<Long> dims, long most) {
        if (dims.contains(0L)) {
            return 0;
        }
        long product = 1;
        for (long dim : dims) {
            if (dim > most / product) {
                return most;
            }
            product *= dim;
        }
        return Math.min(product, most);
    }

    private static Initializer.Data data(TensorProto proto) {
        if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            Map<String, String> entries = new HashMap<>();
            proto.getExternalDataList().forEach(e -> entries.put(e.getKey(), e.getValue()));
            return new Initializer.Data.External(
                    entries.getOrDefault("location", ""),
                    number(entries.get("offset"), 0),
                    number(entries.get("length"), -1));
        }
        if (!proto.hasAssayLeftField()) {
            return new Initializer.Data.Inline();
        }
        return proto.getAssayLeftField() == TensorProto.RAW_DATA_FIELD_NUMBER
                ? new Initializer.Data.Raw(proto.getAssayLeftOffset(), proto.getAssayLeftLength())
                : new Initializer.Data.Packed(
                        proto.getAssayLeftField(),
                        proto.getAssayLeftOffset(),
                        proto.getAssayLeftLength());
    }

    static long number(@Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    private static ValueType type(TypeProto proto) {
        return switch (proto.getValueCase()) {
            case TENSOR_TYPE ->
                    new ValueType.TensorType(
                            ElementType.ofNumber(proto.getTensorType().getElemType()),
                            proto.getTensorType().hasShape()
                                    ? shape(proto.getTensorType().getShape())
                                    : Shape.unranked("the model declares no shape"));
            case SPARSE_TENSOR_TYPE ->
                    new ValueType.SparseTensorType(
                            ElementType.ofNumber(proto.getSparseTensorType().getElemType()),
                            proto.getSparseTensorType().hasShape()
                                    ? shape(proto.getSparseTensorType().getShape())
                                    : Shape.unranked("the model declares no shape"));
            case SEQUENCE_TYPE ->
                    new ValueType.SequenceType(type(proto.getSequenceType().getElemType()));
            case OPTIONAL_TYPE ->
                    new ValueType.OptionalType(type(proto.getOptionalType().getElemType()));
            case MAP_TYPE ->
                    new ValueType.MapType(
                            ElementType.ofNumber(proto.getMapType().getKeyType()),
                            type(proto.getMapType().getValueType()));
            case VALUE_NOT_SET -> ValueType.unknown("the model declares no type");
        };
    }

    private static Shape shape(TensorShapeProto proto) {
        List<Dim> dims = new ArrayList<>(proto.getDimCount());
        for (TensorShapeProto.Dimension dim : proto.getDimList()) {
            dims.add(
                    switch (dim.getValueCase()) {
                        case DIM_VALUE ->
                                dim.getDimValue() >= 0
                                        ? Dim.of(dim.getDimValue())
                                        : Dim.unknown(
                                                "the model declares the dimension "
                                                        + dim.getDimValue());
                        case DIM_PARAM ->
                                NAMELESS.contains(dim.getDimParam())
                                        ? Dim.unknown("the model leaves the dimension open")
                                        : Dim.symbol(dim.getDimParam());
                        case VALUE_NOT_SET -> Dim.unknown("the model leaves the dimension open");
                    });
        }
        return Shape.of(dims);
    }
}
