using System.Net.Mail;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Each mail as a file of its own, which only the service's account may read. The same mail again is the same file.</summary>
internal sealed class FolderDelivery(string folder) : IDeliverMail
{
    public async Task<MailOutcome> DeliverAsync(MailMessage message, Guid id, CancellationToken cancel)
    {
        var making = Path.Combine(folder, $".{id:N}");
        try
        {
            MakeFolder(folder);
            MakeFolder(making);
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = making })
            {
                client.DeliveryFormat = SmtpDeliveryFormat.International;
                await client.SendMailAsync(message, cancel);
            }
            // More than one where an attempt before this one was interrupted: all say the same.
            var made = Directory.GetFiles(making, "*.eml")[0];
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(made, FileOf(folder, id), overwrite: true);
            Directory.Delete(making, recursive: true);
            return MailOutcome.Sent;
        }
        catch (OperationCanceledException)
        {
            return new(MailOutcomeKind.Unreached, "stopped");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new(MailOutcomeKind.Unreached, "folder");
        }
    }

    public void Rest()
    {
        // There is no connection.
    }

    /// <summary>Takes a mail out of the folder; nothing where it is not there any more.</summary>
    public static void Remove(string folder, Guid id)
    {
        if (Directory.Exists(folder))
            File.Delete(FileOf(folder, id));
    }

    private static string FileOf(string folder, Guid id) => Path.Combine(folder, $"{id:N}.eml");

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
