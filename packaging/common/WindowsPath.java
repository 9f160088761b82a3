import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/// Puts the folder of the installed program on the person's path: jpackage has no option for that, but lets its template be replaced.
final class WindowsPath {
    private static final String TEMPLATE = "/modules/jdk.jpackage/jdk/jpackage/internal/resources/main.wxs";
    private static final String END = "</Feature>";
    private static final String COMPONENT = """
              <ComponentRef Id="VitrinePath"/>
            </Feature>
            <DirectoryRef Id="INSTALLDIR">
              <Component Id="VitrinePath" Guid="b5f6d0b1-6f0d-4c0e-8f5e-2d1f1e7a9c34">
                <RegistryValue Root="HKCU" Key="Software\\Vitrine" Name="path" Type="integer" Value="1" KeyPath="yes"/>
                <Environment Id="VitrinePathEntry" Name="PATH" Value="[INSTALLDIR]" Action="set" Part="last" Permanent="no" System="no"/>
              </Component>
            </DirectoryRef>""";

    private WindowsPath() {
    }

    /// A folder of resources for jpackage, with this JDK's own template and our component in it; where the template looks otherwise, without.
    static Path resources(Build build) throws IOException {
        Path folder = build.work().resolve("resources");
        Folders.copy(build.packaging().resolve("windows"), folder);
        Path template = FileSystems.getFileSystem(URI.create("jrt:/")).getPath(TEMPLATE);
        String text = Files.exists(template) ? Files.readString(template) : "";
        if (text.indexOf(END) >= 0 && text.indexOf(END) == text.lastIndexOf(END)) {
            Files.writeString(folder.resolve("main.wxs"), text.replace(END, COMPONENT));
        } else {
            System.out.println("not on the path: jpackage's template has changed");
        }
        return folder;
    }
}
