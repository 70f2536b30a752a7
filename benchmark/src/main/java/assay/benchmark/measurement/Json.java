package assay.benchmark.measurement;

import assay.analyzer.file.FreshFile;
import assay.analyzer.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/// Records as strict JSON and back.
public final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private Json() {}

    /// Writes `value` to `file` so that at every moment the file is either the old or the new one,
    /// whole.
    public static void write(Path file, Object value) throws IOException {
        try {
            FreshFile.write(file, out -> out.write(text(value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchFileException _) {
            throw new FileSystemException(
                    file.toString(), null, "the folder to write it into does not exist");
        } catch (AccessDeniedException _) {
            throw new AccessDeniedException(file.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(file.toString(), null, e.getReason());
        } catch (IOException e) {
            // the disk is full, or a limit on files is reached: the message alone names no file
            throw new FileSystemException(
                    file.toString(),
                    null,
                    e.getMessage()
                            + (Files.isRegularFile(file)
                                    ? "; what was measured before is in it"
                                    : ""));
        }
    }

    /// The JSON of `value`, indented.
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// The JSON of `value` on one line.
    public static String line(Object value) {
        return MAPPER.writer()
                .without(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(value);
    }

    /// Reads one record from `file`.
    ///
    /// @throws IOException if it cannot be read or is not such a record
    public static <T> T read(Path file, Class<T> type) throws IOException {
        String text = WholeFile.text(file);
        if (text.isBlank()) {
            throw noRecord(file, type, "it is empty", null);
        }
        T read;
        try {
            read = MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw noRecord(file, type, message(e), e);
        }
        if (read == null) {
            throw noRecord(file, type, "it says null", null);
        }
        return read;
    }

    private static IOException noRecord(
            Path file, Class<?> type, String why, @Nullable Throwable cause) {
        String kind = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return new IOException(
                file + " holds no " + kind.toLowerCase(Locale.ROOT) + ": " + why, cause);
    }

    /// Reads a JSON array of records.
    ///
    /// @throws UncheckedIOException if it cannot be read or is not such a list
    static <T> List<T> readList(Path file, Class<T> type) {
        try (var values = MAPPER.readerFor(type).<T>readValues(file.toFile())) {
            return values.readAll();
        } catch (JacksonException e) {
            throw new UncheckedIOException(
                    new IOException(file + " is not a list: " + message(e), e));
        }
    }

    /// A record's own words where it refused its values, else the parser's. Why a text is no such
    /// record; a mismatch of kinds by its place, not by names of classes.
    private static String message(JacksonException e) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (e instanceof MismatchedInputException) {
            String keys =
                    e.getPath().stream()
                            .map(at ->
                                    at.getPropertyName() == null
                                            ? "[" + at.getIndex() + "]"
                                            : at.getPropertyName())
                            .collect(Collectors.joining("."));
            return "another kind of value is wanted " + (keys.isEmpty() ? "there" : "at " + keys);
        }
        return String.valueOf(e.getOriginalMessage());
    }
}
