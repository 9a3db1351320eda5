using System.Globalization;
using Credentials.Presentations;
using Credentials.Web;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Presentations;

/// <summary><c>GET /verify/wallet</c>, the form by which an employer says what to ask a wallet for; <c>POST</c> makes the request. Works without scripts.</summary>
internal static class AskPageEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(WalletAddresses.AskPath, ["GET", "HEAD"], ShowAsync).ExcludeFromDescription();
        endpoints.MapPost(WalletAddresses.AskPath, AskAsync).LimitAsks().FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(IPublishedAchievements achievements, CancellationToken cancel) =>
        Page(await achievements.ListAsync(cancel), AskedForm.Empty, error: null);

    private static async Task<IResult> AskAsync(
        HttpContext context, IPublishedAchievements achievements, AskWallets asking, PublicAddress address, CancellationToken cancel)
    {
        var known = await achievements.ListAsync(cancel);
        if (await AskedForm.ReadAsync(context.Request, cancel) is not { } form)
            return Page(known, AskedForm.Empty, "unreadable");
        if (form.FindFault(known) is { } fault)
            return Page(known, form, fault);
        var secret = Session.NewSecret();
        if (!(await asking.MakeAsync(new(form.Ask(known), ResponseMode.DirectPostJwt, SessionSecret: secret), cancel)).TryGet(out var made, out var problem))
            return problem.Code == ProblemCode.TooManyRequests ? Results.StatusCode(StatusCodes.Status429TooManyRequests) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        Session.Begin(context, address, made.Id, secret);
        context.Response.Headers.Location = WalletAddresses.PageOf(made.Id) + context.Request.QueryString;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static PageResult<AskPage> Page(IReadOnlyList<PublishedAchievement>? known, AskedForm form, string? error)
    {
        var parameters = new Dictionary<string, object> { [nameof(AskPage.Form)] = form };
        if (known is not null)
            parameters[nameof(AskPage.Achievements)] = known;
        if (error is not null)
            parameters[nameof(AskPage.Error)] = error;
        return new() { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, Parameters = parameters };
    }
}

/// <summary>What the form says, as it came.</summary>
/// <param name="Level">1 to 8, or empty.</param>
public sealed record AskedForm(string Achievement, string Level, IReadOnlyList<string> Claims)
{
    public static AskedForm Empty { get; } = new("", "", [.. AskedClaim.Defaults.Select(claim => claim.Id)]);

    /// <summary>Null for what is no form.</summary>
    public static async Task<AskedForm?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            var form = await request.ReadFormAsync(cancel);
            return new(form["achievement"].ToString(), form["level"].ToString(), [.. form["claim"].Select(claim => claim ?? "")]);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            return null;
        }
    }

    /// <summary>The key of the message about what is wrong; null where nothing is.</summary>
    public string? FindFault(IReadOnlyList<PublishedAchievement>? known) =>
        Achievement.Length > 0 && known?.Any(candidate => candidate.Id == Achievement) != true ? "achievement"
        : Level.Length > 0 && LevelNumber is null ? "unreadable"
        : Claims.Count == 0 ? "nothing"
        : Claims.Any(id => !AskedClaim.TryFind(id, out _)) ? "unreadable"
        : null;

    /// <summary>Of a form without fault.</summary>
    public PresentationAsk Ask(IReadOnlyList<PublishedAchievement>? known) => new(
        Achievement.Length == 0 ? null : KeptAsks.AskFor(Achievement, known!),
        LevelNumber,
        [.. AskedClaim.All.Where(claim => Claims.Contains(claim.Id))]);

    private int? LevelNumber =>
        int.TryParse(Level, NumberStyles.None, CultureInfo.InvariantCulture, out var level)
        && level is >= PresentationAsk.LowestLevel and <= PresentationAsk.HighestLevel ? level : null;
}
