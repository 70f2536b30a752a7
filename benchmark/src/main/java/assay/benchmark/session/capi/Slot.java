package assay.benchmark.session.capi;

/// Functions by their place in ONNX Runtime's table, `OrtApi`. The table only grows at its end, so
/// a place stays what it is.
enum Slot {
    GET_ERROR_MESSAGE(2),
    GET_TENSOR_MUTABLE_DATA(51),
    CREATE_MEMORY_INFO(68),
    ALLOCATOR_FREE(76),
    GET_ALLOCATOR_WITH_DEFAULT_OPTIONS(78),
    RELEASE_STATUS(93),
    RELEASE_MEMORY_INFO(94),
    RELEASE_VALUE(96),
    CREATE_ALLOCATOR(131),
    RELEASE_ALLOCATOR(132),
    RUN_WITH_BINDING(133),
    CREATE_IO_BINDING(134),
    RELEASE_IO_BINDING(135),
    BIND_INPUT(136),
    BIND_OUTPUT(137),
    BIND_OUTPUT_TO_DEVICE(138),
    GET_BOUND_OUTPUT_VALUES(140),
    GET_KEY_VALUE_PAIRS(298),
    RELEASE_KEY_VALUE_PAIRS(300),
    ALLOCATOR_GET_STATS(319),
    SESSION_GET_EP_GRAPH_ASSIGNMENT_INFO(407),
    EP_ASSIGNED_SUBGRAPH_GET_EP_NAME(408),
    EP_ASSIGNED_SUBGRAPH_GET_NODES(409);

    private final int index;

    Slot(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }
}
