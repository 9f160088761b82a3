package dev.vitrine.service.share;

import dev.vitrine.files.OperatingSystem;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.store.AwsSettings;

/// How other programs name an image: its S3 address, and the AWS command line that saves it.
///
/// @param shell whose quoting the command follows
public record AwsCliText(AwsSettings settings, CommandShell shell) {
    /// The shells that people paste into.
    public enum CommandShell {
        /// bash, zsh, dash …: nothing is special between single quotes but the quote itself.
        POSIX {
            @Override
            String quoted(String text) {
                return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
            }
        },
        /// PowerShell also ends a text at typographic quotes.
        POWERSHELL {
            @Override
            String quoted(String text) {
                return text.matches("[A-Za-z0-9_+=:./-]+")
                        ? text
                        : "'" + text.replaceAll("(['\u2018\u2019\u201a\u201b])", "$1$1") + "'";
            }
        };

        abstract String quoted(String text);

        public static CommandShell of(OperatingSystem system) {
            return system == OperatingSystem.WINDOWS ? POWERSHELL : POSIX;
        }
    }

    /// `s3://bucket/alice/…`
    public String address(ImageRecord image) {
        return "s3://" + settings.bucket() + "/" + image.readKey().path();
    }

    /// Saves the original into the folder that the shell is in. No secret: the keys come from the profile or the
    /// environment.
    public String command(ImageRecord image) {
        var command = new StringBuilder("aws s3 cp ");
        command.append(shell.quoted(address(image))).append(' ').append(shell.quoted("./" + Downloads.safeName(image)));
        settings.s3Endpoint()
                .ifPresent(endpoint -> command.append(" --endpoint-url ").append(shell.quoted(endpoint.toString())));
        if (!settings.region().isBlank()) {
            command.append(" --region ").append(shell.quoted(settings.region()));
        }
        if (!settings.awsProfile().isBlank()) {
            command.append(" --profile ").append(shell.quoted(settings.awsProfile()));
        }
        return command.toString();
    }
}
