package assay.reports.section;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Checks JSON against a schema that `assay schema` prints.
public final class PublishedSchema {

    private PublishedSchema() {}

    /// What in `json` breaks the schema in that file; empty where it is valid.
    public static List<Error> errors(String schema, String json) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        PublishedSchema.class.getResourceAsStream("/schema/" + schema))) {
            Schema compiled =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return compiled.validate(json, InputFormat.JSON);
        }
    }
}
