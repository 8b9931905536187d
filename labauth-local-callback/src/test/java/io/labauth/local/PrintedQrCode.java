package io.labauth.local;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;

/** The printed blocks, as a camera would see them: each module four dots wide. */
final class PrintedQrCode extends LuminanceSource {
    private static final int DOTS = 4;
    private final List<String> rows;

    /** What the QR code within a printed text says. */
    static String read(String printed) throws ReaderException {
        List<String> rows = printed.lines()
                .filter(line -> line.startsWith("\u001b[30;107m"))
                .toList();
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new PrintedQrCode(rows))))
                .getText();
    }

    private PrintedQrCode(List<String> rows) {
        super((rows.get(0).length() - "\u001b[30;107m\u001b[0m".length()) * DOTS, rows.size() * 2 * DOTS);
        this.rows = rows;
    }

    @Override
    public byte[] getRow(int y, byte[] row) {
        byte[] dots = new byte[getWidth()];
        for (int x = 0; x < getWidth(); x++) {
            char block = rows.get(y / DOTS / 2).charAt("\u001b[30;107m".length() + x / DOTS);
            boolean dark = block == '█' || block == (y / DOTS % 2 == 0 ? '▀' : '▄');
            dots[x] = (byte) (dark ? 0 : 255);
        }
        return dots;
    }

    @Override
    public byte[] getMatrix() {
        byte[] matrix = new byte[getWidth() * getHeight()];
        for (int y = 0; y < getHeight(); y++) {
            System.arraycopy(getRow(y, null), 0, matrix, y * getWidth(), getWidth());
        }
        return matrix;
    }
}
