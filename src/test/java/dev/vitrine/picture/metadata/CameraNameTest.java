package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraNameTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Canon|Canon EOS R5|Canon EOS R5",
                "CANON|EOS R5|Canon EOS R5",
                "Canon Inc.|Canon EOS R5|Canon EOS R5",
                "''|canon EOS R5|Canon EOS R5",
                "Canon|Canon EOS 5D MARK IV|Canon EOS 5D Mark IV",
                "NIKON CORPORATION|NIKON D850|Nikon D850",
                "NIKON|COOLPIX P900|Nikon COOLPIX P900",
                "''|COOLPIX P900|Nikon COOLPIX P900",
                "Nikon|Nikon NIKON D850|Nikon D850",
                "SONY|ILCE-7M3|Sony ILCE-7M3",
                "''|ILCE-7M3|Sony ILCE-7M3",
                "samsung|SM-G991B|Samsung SM-G991B",
                "SAMSUNG|SAMSUNG SM-G991B|Samsung SM-G991B",
                "Samsung Techwin|S500|Samsung S500",
                "''|SM-G991B|Samsung SM-G991B",
                "Panasonic|DMC-FZ1000|Panasonic DMC-FZ1000",
                "OLYMPUS IMAGING CORP.|E-M5|Olympus E-M5",
                "'OLYMPUS OPTICAL CO.,LTD'|C3000Z|Olympus C3000Z",
                "OM Digital Solutions|OM-1|OM System OM-1",
                "LEICA CAMERA AG|LEICA Q3|Leica Q3",
                "Leica Camera AG|M11|Leica M11",
                "'RICOH IMAGING COMPANY, LTD.'|PENTAX K-1|Pentax K-1",
                "PENTAX Corporation|PENTAX *ist D|Pentax *ist D",
                "RICOH|RICOH GR III|Ricoh GR III",
                "FUJIFILM|X-T5|Fujifilm X-T5",
                "'FUJI PHOTO FILM CO., LTD.'|FinePix S1Pro|Fujifilm FinePix S1Pro",
                "EASTMAN KODAK COMPANY|KODAK EASYSHARE C533 ZOOM DIGITAL CAMERA|Kodak EASYSHARE C533",
                "'CASIO COMPUTER CO.,LTD.'|EX-Z750|Casio EX-Z750",
                "'Konica Minolta Camera, Inc.'|DiMAGE A2|Konica Minolta DiMAGE A2",
                "KONICA MINOLTA|KONICA MINOLTA DiMAGE A2|Konica Minolta DiMAGE A2",
                "Konica Corporation|KD-400Z|Konica KD-400Z",
                "Apple|iPhone 15 Pro|Apple iPhone 15 Pro",
                "''|iPhone 15 Pro|Apple iPhone 15 Pro",
                "HUAWEI|LYA-L29|Huawei LYA-L29",
                "LG Electronics|LG-H870|LG-H870",
                "Research In Motion|BlackBerry 9000|BlackBerry 9000",
                "Research Lab|Eye 1|Research Lab Eye 1",
                "LGE|Nexus 5|LG Nexus 5",
                "Hasselblad|Hasselblad X1D|Hasselblad X1D",
                "HASSELBLAD|L2D-20c|Hasselblad L2D-20c",
                "Phase One|IQ4 150MP|Phase One IQ4 150MP",
                "DJI|FC3582|DJI FC3582",
                "SONY|Sony Ericsson K800i|Sony Ericsson K800i",
                "SIGMA|SIGMA fp|Sigma fp",
                // telephones whose maker is the model, and makers that nobody knows
                "Fairphone 4|Fairphone 4|Fairphone 4",
                "'Acme Optical Co., Ltd.'|Acme One|Acme One",
                "Acme|Phone|Acme Phone",
                "''|Camera 7|Camera 7",
                "NIKON CORPORATION|''|Nikon",
                "Acme Corp.|''|Acme",
                "''|''|''",
            },
            delimiter = '|')
    void aCameraHasOneNameWhateverItIsCalledAndKeepsIt(String make, String model, String name) {
        assertEquals(name, CameraName.of(make, model));
        assertEquals(name, CameraName.of("", name), "again");
    }
}
