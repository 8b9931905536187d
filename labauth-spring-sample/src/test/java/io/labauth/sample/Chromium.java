package io.labauth.sample;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The machine's own Chromium without a screen, with a profile of its own. */
public final class Chromium implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Schemes of what is within Chromium, or within the page. */
    private static final Set<String> NOWHERE = Set.of("chrome", "data");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;
    private final boolean attached;

    private Chromium(ChromeDriver driver, boolean attached) {
        this.driver = driver;
        this.attached = attached;
    }

    /** Starts it; the profile is an empty directory. It believes certificates of the tests' own. */
    public static Chromium start(Path profile) {
        ChromeOptions options = new ChromeOptions().setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        options.setAcceptInsecureCerts(true);
        options.setCapability("goog:loggingPrefs", Map.of(LogType.PERFORMANCE, "ALL"));
        return new Chromium(new ChromeDriver(service(), options), false);
    }

    /** What another program starts to open an address in a Chromium, which {@link #attach} then drives. */
    public static String command(Path profile) {
        return "/usr/bin/chromium --headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu --no-first-run"
                + " --remote-debugging-port=0 --user-data-dir=" + profile + " %s";
    }

    /** Takes over the Chromium that another program started; closing ends it. */
    public static Chromium attach(Path profile) throws IOException {
        Path portFile = profile.resolve("DevToolsActivePort");
        new FluentWait<>(portFile)
                .withTimeout(PATIENCE)
                .withMessage("the browser is started")
                .until(file -> Files.exists(file) && file.toFile().length() > 0);
        ChromeOptions options = new ChromeOptions();
        options.setExperimentalOption(
                "debuggerAddress", "127.0.0.1:" + Files.readAllLines(portFile).get(0));
        return new Chromium(new ChromeDriver(service(), options), true);
    }

    public void open(URI uri) {
        driver.get(uri.toString());
    }

    public void click(String cssSelector) {
        find(cssSelector).click();
    }

    public void type(String cssSelector, String text) {
        find(cssSelector).sendKeys(text);
    }

    /** Presses Ctrl and V in a field. */
    public void paste(String cssSelector) {
        find(cssSelector).sendKeys(Keys.chord(Keys.CONTROL, "v"));
    }

    public String text(String cssSelector) {
        return find(cssSelector).getText();
    }

    /** The names of the cookies for this page that it may send by https alone. */
    public List<String> secureCookies() {
        return driver.manage().getCookies().stream()
                .filter(Cookie::isSecure)
                .map(Cookie::getName)
                .sorted()
                .toList();
    }

    public URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /** Waits for the page whose title begins so. */
    public void awaitTitle(String beginning) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> "the title is " + driver.getTitle())
                .until(browser -> browser.getTitle().startsWith(beginning));
    }

    /** Waits for the page that has this element. */
    public void awaitElement(String cssSelector) {
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.elementToBeClickable(By.cssSelector(cssSelector)));
    }

    public void awaitText(String cssSelector, String text) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> "the text is " + text(cssSelector))
                .until(browser -> text(cssSelector).contains(text));
    }

    public void awaitTrue(String script) {
        new WebDriverWait(driver, PATIENCE).until(browser -> driver.executeScript(script));
    }

    public void script(String script, Object... arguments) {
        driver.executeScript(script, arguments);
    }

    public String attribute(String cssSelector, String name) {
        return find(cssSelector).getDomProperty(name);
    }

    /** Goes to the window that a click has opened. */
    public void toNewWindow() {
        String here = driver.getWindowHandle();
        new WebDriverWait(driver, PATIENCE)
                .until(browser -> browser.getWindowHandles().size() > 1);
        driver.getWindowHandles().stream().filter(each -> !each.equals(here)).forEach(driver.switchTo()::window);
    }

    /** Closes this window and goes to the one that was there before it. */
    public void backToFirstWindow() {
        driver.close();
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
    }

    /** Presses Tab until the element has the focus, ten times at most, and says whether it got it. */
    public boolean tabsTo(String cssSelector) {
        WebElement wanted = find(cssSelector);
        for (int i = 0; i < 10; i++) {
            focused().sendKeys(Keys.TAB);
            if (focused().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    public void pressEnter() {
        focused().sendKeys(Keys.ENTER);
    }

    public String outlineOfFocused() {
        return focused().getCssValue("outline-style");
    }

    /** Whether the page is wider than a window of this width. */
    public boolean overflowsAt(int width) {
        resize(width, 740, 1, true);
        boolean overflows = number("document.documentElement.scrollWidth") > width;
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        return overflows;
    }

    /** What pages have asked for since the last call. */
    public List<URI> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> JSON.readTree(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
                .map(Chromium::requested)
                .filter(uri -> !NOWHERE.contains(uri.getScheme()))
                .toList();
    }

    /** Writes pictures of the whole page: wide, on a phone, and dark. */
    public void photograph(String name) {
        photograph(name + "-wide", 1280, 1, "light");
        photograph(name + "-phone", 390, 2, "light");
        photograph(name + "-wide-dark", 1280, 1, "dark");
        photograph(name + "-phone-dark", 390, 2, "dark");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** A driver ends only the browser that it started. */
    @Override
    public void close() {
        if (attached) {
            endBrowser();
        }
        driver.quit();
    }

    private void endBrowser() {
        try {
            driver.executeCdpCommand("Browser.close", Map.of());
        } catch (WebDriverException e) {
            // It may have ended before it could answer.
        }
    }

    /** A driver that is named is not searched for, let alone downloaded. */
    private static ChromeDriverService service() {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
    }

    private void photograph(String name, int width, int scale, String colorScheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", colorScheme);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
        resize(width, 720, scale, width < 600);
        resize(width, number("document.documentElement.scrollHeight"), scale, width < 600);
        Map<String, Object> picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"),
                    Base64.getDecoder().decode(picture.get("data").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void resize(int width, int height, int scale, boolean mobile) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
    }

    private int number(String expression) {
        Number number = (Number) driver.executeScript("return " + expression);
        return number.intValue();
    }

    private WebElement find(String cssSelector) {
        return driver.findElement(By.cssSelector(cssSelector));
    }

    private WebElement focused() {
        return driver.switchTo().activeElement();
    }

    private static URI requested(JsonNode message) {
        return URI.create(message.path("params").path("request").path("url").asString());
    }
}
