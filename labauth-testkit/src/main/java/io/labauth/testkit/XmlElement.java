package io.labauth.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** An element of an answer, with text or with children. */
record XmlElement(String name, String type, String text, List<XmlElement> children) {
    static XmlElement of(String name, String text) {
        return new XmlElement(name, "", text, List.of());
    }

    static XmlElement of(String name, boolean value) {
        return new XmlElement(name, "boolean", String.valueOf(value), List.of());
    }

    static XmlElement of(String name, long value) {
        return new XmlElement(name, "integer", String.valueOf(value), List.of());
    }

    static XmlElement of(String name, List<XmlElement> children) {
        return new XmlElement(name, "", "", children);
    }

    static XmlElement array(String name, List<XmlElement> children) {
        return new XmlElement(name, "array", "", children);
    }

    /** The same content in the order that is hardest on a reader: at random, but nested elements before plain ones. */
    XmlElement shuffled() {
        List<XmlElement> mixed =
                new ArrayList<>(children.stream().map(XmlElement::shuffled).toList());
        Collections.shuffle(mixed);
        mixed.sort(Comparator.comparing(child -> child.children().isEmpty()));
        return new XmlElement(name, type, text, mixed);
    }

    String document() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + markup("");
    }

    private String markup(String indent) {
        String open = indent + "<" + name + (type.isEmpty() ? "" : " type=\"" + type + "\"") + ">";
        String close = "</" + name + ">\n";
        if (children.isEmpty()) {
            return open + Markup.escape(text) + close;
        }
        StringBuilder markup = new StringBuilder(open).append('\n');
        children.forEach(child -> markup.append(child.markup(indent + "  ")));
        return markup.append(indent).append(close).toString();
    }
}
