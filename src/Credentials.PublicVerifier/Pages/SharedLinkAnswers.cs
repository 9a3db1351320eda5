using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.OwnPages;
using Credentials.PublicVerifier.Verifying;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Credentials.PublicVerifier.Pages;

/// <summary>What share links and learner's links answer alike.</summary>
internal static class SharedLinkAnswers
{
    /// <summary>The page, or by <c>Accept</c> the credential itself; checked anew at every call.</summary>
    public static async Task<IResult> PageAsync<TPage>(
        SharedCredential shared, string path, HttpContext context, IVerifyCredentials verify, CancellationToken cancel,
        IReadOnlyDictionary<string, object>? further = null)
        where TPage : IComponent
    {
        KeepFromSearchEngines(context.Response);
        var file = WantedFile(shared, context.Request);
        if (shared is { State: ShareState.Open, IsSummary: true, Forms.Count: 0 }) return OwnPageVisit.NotHere;
        if (shared.State != ShareState.Open || shared.Forms.Count == 0) return file is null && WantsPage(context.Request) ? NotOpenPage(shared) : NotOpen(shared);
        if (file is not null) return file.ToResult(context.Response, asAttachment: false);
        var report = await verify.RunAsync(shared.Forms[0].Utf8, cancel);
        // A credential that this service signed, checked and stored is readable; anything else is a broken promise.
        if (!report.TryGet(out var found, out var problem)) throw new InvalidOperationException($"a stored credential could not be read: {problem}");
        return new PageResult<TPage>
        {
            Parameters = new Dictionary<string, object>(further ?? new Dictionary<string, object>()) { ["Report"] = found, ["Shared"] = shared, ["Path"] = path },
        };
    }

    /// <summary>One file of the credential, to be saved.</summary>
    public static IResult File(SharedCredential shared, string name, HttpContext context)
    {
        KeepFromSearchEngines(context.Response);
        if (shared.State != ShareState.Open) return NotOpenAnswer(shared, context.Request);
        return FilesOf(shared).FirstOrDefault(file => file.Name == name)?.ToResult(context.Response, asAttachment: true)
            ?? Results.StatusCode(StatusCodes.Status404NotFound);
    }

    /// <summary>A document that goes with the link, to be saved.</summary>
    public static IResult Document(SharedFile file, HttpContext context)
    {
        KeepFromSearchEngines(context.Response);
        if (file is { State: ShareState.Open, Document: { } document, Content: { } content })
            return new DownloadAnswer(content, document.Size, document.MediaType, document.Name);
        var link = new SharedCredential(file.State, [], Expires: file.Expires);
        return NotOpenAnswer(link, context.Request);
    }

    /// <summary>What a link that is not open answers.</summary>
    public static IResult NotOpenAnswer(SharedCredential shared, HttpRequest request) => WantsPage(request) ? NotOpenPage(shared) : NotOpen(shared);

    /// <summary>A summary shows what it shows, and gives nothing that says more.</summary>
    private static IEnumerable<CredentialFile> FilesOf(SharedCredential shared) => shared.IsSummary ? [] : CredentialFile.Of(shared.Forms);

    private static CredentialFile? WantedFile(SharedCredential shared, HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return null;
        var files = FilesOf(shared).ToList();
        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MediaType.Value is "text/html" or "*/*" or "text/*") return null;
            if (files.Find(file => type.MediaType.Equals(file.ContentType, StringComparison.OrdinalIgnoreCase)) is { } file) return file;
        }

        return null;
    }

    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.Count == 0 || request.Headers.Accept.ToString() is var accept
        && (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal));

    private static IResult NotOpen(SharedCredential shared) =>
        ProblemMapping.OfStatus(shared.State is ShareState.Withdrawn or ShareState.Expired ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);

    private static IResult NotOpenPage(SharedCredential shared)
    {
        if (shared.State is not (ShareState.Withdrawn or ShareState.Expired))
            return new PageResult<UnknownLinkPage> { StatusCode = StatusCodes.Status404NotFound };
        var parameters = new Dictionary<string, object> { [nameof(LinkEndedPage.State)] = shared.State };
        if (shared.Expires is { } expires) parameters[nameof(LinkEndedPage.Expires)] = expires;
        return new PageResult<LinkEndedPage> { StatusCode = StatusCodes.Status410Gone, Parameters = parameters };
    }

    public static void KeepFromSearchEngines(HttpResponse response) => response.Headers["X-Robots-Tag"] = "noindex";
}
