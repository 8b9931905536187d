package io.labauth.labarchives;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.xml.XmlFactory;
import tools.jackson.dataformat.xml.XmlMapper;
import tools.jackson.dataformat.xml.deser.FromXmlParser;

/**
 * An element of an XML answer, read by name: the order of its children does not matter.
 *
 * @param name the element's name
 * @param content its children and attributes
 */
record Xml(String name, JsonNode content) {
    private static final XmlMapper MAPPER =
            new XmlMapper(XmlFactory.builder().xmlInputFactory(closedFactory()).build());

    /**
     * Reads a document.
     *
     * @return its root; empty if this is not well-formed XML, or has entities that only a document type could define
     * @throws IOException if the bytes cannot be read
     */
    static Optional<Xml> read(InputStream bytes) throws IOException {
        try (FromXmlParser parser = (FromXmlParser) MAPPER.createParser(bytes)) {
            String root = parser.getStaxReader().getLocalName();
            return Optional.of(new Xml(root, MAPPER.readTree(parser)));
        } catch (JacksonException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException failure && !isEncoding(failure)) {
                    throw failure;
                }
            }
            return Optional.empty();
        }
    }

    /** Bytes that are no text came over a connection that is well. */
    private static boolean isEncoding(IOException e) {
        return e instanceof CharConversionException
                || e instanceof CharacterCodingException
                || e instanceof UnsupportedEncodingException;
    }

    /** The text of this element; empty if it has none, or is blank. */
    Optional<String> text() {
        return Optional.ofNullable(textOf(content)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The text of the only child of this name; empty if there is none, it is blank, or it is there twice. */
    Optional<String> text(String child) {
        return Optional.ofNullable(content.get(child)).flatMap(node -> new Xml(child, node).text());
    }

    Stream<Xml> children(String child) {
        JsonNode node = content.get(child);
        if (node == null) {
            return Stream.empty();
        }
        return node.isArray() ? node.valueStream().map(each -> new Xml(child, each)) : Stream.of(new Xml(child, node));
    }

    /** The first element of this name at any depth. */
    Optional<Xml> find(String element) {
        return name.equals(element)
                ? Optional.of(this)
                : Optional.ofNullable(content.findValue(element)).map(found -> new Xml(element, found));
    }

    /** An element with attributes is an object that keeps its text under the empty name. */
    private static @Nullable String textOf(@Nullable JsonNode node) {
        JsonNode text = node != null && node.isObject() ? node.get("") : node;
        return text != null && text.isString() ? text.stringValue() : null;
    }

    /** Neither document types nor entities: what an answer says must stand in the answer. */
    private static XMLInputFactory closedFactory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
