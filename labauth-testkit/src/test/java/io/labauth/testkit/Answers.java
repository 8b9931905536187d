package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads the answers of the fake by XPath. */
final class Answers {
    private Answers() {}

    static void assertError(HttpResponse<String> answer, int status, int code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(text(answer, "/error/error-code")).isEqualTo(String.valueOf(code));
        assertThat(text(answer, "/error/error-description")).isNotBlank();
    }

    static String text(HttpResponse<String> answer, String path) throws Exception {
        List<String> found = texts(answer, path);
        assertThat(found).as(path + " in " + answer.body()).hasSize(1);
        return found.get(0);
    }

    static List<String> texts(HttpResponse<String> answer, String path) throws Exception {
        return nodes(answer, path, false);
    }

    static List<String> names(HttpResponse<String> answer, String path) throws Exception {
        return nodes(answer, path, true);
    }

    private static List<String> nodes(HttpResponse<String> answer, String path, boolean names) throws Exception {
        Object document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(answer.body())));
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add(names ? nodes.item(i).getNodeName() : nodes.item(i).getTextContent());
        }
        return found;
    }
}
