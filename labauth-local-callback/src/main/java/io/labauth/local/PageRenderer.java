package io.labauth.local;

/**
 * Writes the listener's pages, for a program with a look of its own.
 *
 * <p>Styles go into one {@code <style>} element, which the page's Content-Security-Policy permits by its hash; scripts, style
 * attributes, images and everything foreign are not loaded.
 */
@FunctionalInterface
public interface PageRenderer {
    /**
     * Writes a page.
     *
     * @param content what to say; must be escaped for HTML
     * @return a complete HTML document, to be sent as UTF-8
     */
    String html(PageContent content);
}
