using Credentials.Web;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Which way mails go: to a mail server, into a folder, or, where there is neither, none is made.</summary>
internal sealed class MailRoute
{
    private const string FolderName = "mail";

    public MailRoute(IOptions<MailOptions> options, IOptions<EvidenceStoreOptions> store, PublicAddress address, IHostEnvironment? environment = null)
    {
        var mail = options.Value;
        (Address, Options) = (address, mail);
        if (mail.Off || mail.Host is { Length: > 0 })
            return;
        Folder = mail.Folder is { Length: > 0 } folder ? Path.GetFullPath(folder)
            : environment?.IsDevelopment() == true ? Path.GetFullPath(Path.Combine(store.Value.DataFolder, FolderName))
            : null;
    }

    public MailOptions Options { get; }

    public PublicAddress Address { get; }

    /// <summary>Null where mails go to a server, or none is made.</summary>
    public string? Folder { get; }

    public bool IsServer => !Options.Off && Options.Host is { Length: > 0 };

    /// <summary>Whether any mail is made.</summary>
    public bool IsOn => IsServer || Folder is not null;

    public string From => Options.From ?? "credentials@" + Domain;

    /// <summary>A Message-ID (RFC 5322 section 3.6.4), the same at each attempt, so that who is sent a mail twice after a crash sees one.</summary>
    public string MessageId(Guid mail) => $"<{mail:N}@{Domain}>";

    private string Domain => Address.Url.IdnHost.Trim('[', ']');
}
