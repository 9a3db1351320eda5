using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Pages;
using Credentials.Web.Answers;
using Credentials.Web.Forms;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Credentials.PublicVerifier.OwnPages;

/// <summary>A request to a page below a learner's own.</summary>
internal sealed record OwnPageVisit(
    string Token, HttpContext Context, [FromServices] IOpenShares Shares, [FromServices] IServeLearners Learners, [FromServices] OwnPageCookies Cookies)
{
    public string Path => "/c/" + Token;

    private CancellationToken Cancel => Context.RequestAborted;

    /// <summary>A page; where it leads to a change, only to whoever has confirmed.</summary>
    /// <param name="page">Null where there is nothing to show.</param>
    /// <param name="to">Where the way leads back to after a confirmation; null where none is needed.</param>
    public async Task<IResult> ShowAsync(Func<SharedCredential, OwnPage, IResult?> page, string? to)
    {
        var (shared, own, instead) = await OpenAsync();
        if (instead is not null)
            return instead;
        if (page(shared, own!) is not { } found)
            return NotThere;
        return to is null || (await AskAsync(new LearnerAct.Look())).Outcome == LearnerOutcome.Done ? found : ToConfirm(to);
    }

    /// <summary>A form that changes something.</summary>
    /// <param name="read">What is to be done, or null where there is nothing like it; faults are noted in the form.</param>
    /// <param name="again">The page with what was typed, and what came of it; null where nothing was typed that could be lost.</param>
    /// <param name="to">Where the way leads back to after a confirmation.</param>
    /// <param name="done">The word of what was done.</param>
    /// <param name="place">Where on the own page it is seen.</param>
    public async Task<IResult> ChangeAsync(
        Func<SharedCredential, OwnPage, Form, LearnerAct?> read, Func<SharedCredential, OwnPage, Form, LearnerOutcome?, IResult>? again, string to, string done, string place)
    {
        if (!await Form.TryReadAsync(Context.Request, Cancel))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var (shared, own, instead) = await OpenAsync();
        if (instead is not null)
            return instead;
        var form = Form.Of(Context);
        if (read(shared, own!, form) is not { } act)
            return form.IsFaulty && again is not null ? again(shared, own!, form, null) : NotThere;
        var outcome = (await AskAsync(act)).Outcome;
        return outcome switch
        {
            LearnerOutcome.Done => Back(done, place),
            LearnerOutcome.NotThere => NotThere,
            LearnerOutcome.NotHere => NotHere,
            LearnerOutcome.NotConfirmed when again is null => ToConfirm(to),
            _ when again is not null => again(shared, own!, form, outcome),
            _ => Results.StatusCode(StatusOf(outcome)),
        };
    }

    public ValueTask<LearnerAnswer> AskAsync(LearnerAct act) => Learners.RunAsync(Token, Cookies.Read(Context, Token), act, Cancel);

    /// <summary>What the link opens, or what is answered instead.</summary>
    public async Task<(SharedCredential Shared, OwnPage? Own, IResult? Instead)> OpenAsync()
    {
        SharedLinkAnswers.KeepFromSearchEngines(Context.Response);
        var shared = ShareLinks.IsToken(Token) ? await Shares.OpenClaimAsync(Token, Cancel) : new(ShareState.Unknown, []);
        return shared.State != ShareState.Open ? (shared, null, SharedLinkAnswers.NotOpenAnswer(shared, Context.Request))
            : shared.Own is { } own ? (shared, own, null)
            : (shared, null, NotHere);
    }

    public SeeOther ToConfirm(string to, string query = "") => new($"{Path}/confirm?to={to}{query}");

    public SeeOther Back(string done, string place) => new($"{Path}?done={done}#{place}");

    public static int StatusOf(LearnerOutcome? outcome) => outcome switch
    {
        LearnerOutcome.NotConfirmed => StatusCodes.Status403Forbidden,
        LearnerOutcome.TooMany => StatusCodes.Status429TooManyRequests,
        LearnerOutcome.NoAddress => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    public static PageResult<TPage> Page<TPage>(int status, params (string Name, object? Value)[] parameters)
        where TPage : IComponent => new()
        {
            StatusCode = status,
            Parameters = parameters.Where(one => one.Value is not null).ToDictionary(one => one.Name, one => one.Value!),
        };

    public static IResult NotThere { get; } = new PageResult<UnknownLinkPage> { StatusCode = StatusCodes.Status404NotFound };

    public static IResult NotHere { get; } = new PageResult<NotHerePage> { StatusCode = StatusCodes.Status501NotImplemented };
}
