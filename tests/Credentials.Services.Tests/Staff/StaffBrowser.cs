using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Credentials.EvidenceStore.Staff;
using Credentials.IssuerService.Staff.SignIn;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>What a browser does with the pages of staff: keeps the cookie, sends forms as they stand, follows nothing by itself.</summary>
internal sealed class StaffBrowser(IssuerApp app)
{
    private readonly HttpClient _client = app.AsEveryone();

    /// <summary>The session's cookie as <c>NAME=VALUE</c>; null where there is none.</summary>
    public string? Cookie { get; set; }

    /// <summary>The page that was answered last.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    public HttpResponseMessage Answer { get; private set; } = null!;

    public string? Location => Answer.Headers.Location?.OriginalString;

    /// <summary>Somebody of that centre, which must be there, signed in by a link.</summary>
    public static async Task<StaffBrowser> SignedInAsync(IssuerApp app, StaffRole role, string centre = "demo", string name = "An Claes")
    {
        var browser = new StaffBrowser(app);
        await browser.OpenAsync(await LinkAsync(app, role, centre, name));
        await browser.SendAsync("main form");
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        Assert.NotNull(browser.Cookie);
        await browser.OpenAsync(browser.Location!);
        return browser;
    }

    /// <summary>The path of a new link.</summary>
    public static async Task<string> LinkAsync(IssuerApp app, StaffRole role, string centre = "demo", string name = "An Claes")
    {
        var made = await app.Get<StaffSignInLinks>().MakeAsync(centre, role, name);
        return new Uri(made.Value).AbsolutePath;
    }

    public static async Task<KnownMember> MemberAsync(IssuerApp app, string name = "An Claes", string centre = "demo") =>
        (await app.Get<StaffMembers>().ListAsync(centre)).Single(member => member.Name == name);

    public Task<IHtmlDocument> OpenAsync(string path, string language = "en", HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        return GoAsync(request);
    }

    /// <summary>Sends a form of the last page as it stands, with these fields filled in.</summary>
    public Task<IHtmlDocument> SendAsync(string form, params (string Name, string? Value)[] typed)
    {
        var found = Page.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"no form {form} in {Page.Body!.TextContent}");
        var fields = new Dictionary<string, string?>();
        foreach (var element in found.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || element.HasAttribute("disabled"))
                continue;
            if (element is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlButtonElement)
                continue;
            fields[name] = element switch
            {
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
        }
        foreach (var (name, value) in typed)
            fields[name] = value;
        var address = new Uri(new Uri(IssuerApp.PublicUrl), found.GetAttribute("action") ?? "").PathAndQuery;
        var sent = fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)).ToList();
        return found.Method == "post" ? PostAsync(address, sent) : OpenAsync($"{address}?{string.Join('&', sent.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))}");
    }

    /// <summary>Sends whatever, from wherever.</summary>
    public Task<IHtmlDocument> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, string site = "same-origin", string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        if (site.Length > 0)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return GoAsync(request);
    }

    /// <summary>Hands a file in by a form.</summary>
    public Task<IHtmlDocument> PostFileAsync(string path, string token, string field, string name, byte[] content)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), FormToken.FieldName }, { new ByteArrayContent(content), field, name } };
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return GoAsync(request);
    }

    public string TokenOfForms() => Page.QuerySelector<IHtmlInputElement>($"input[name={FormToken.FieldName}]")!.Value;

    private async Task<IHtmlDocument> GoAsync(HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/html");
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        Answer = await _client.SendAsync(request);
        if (Answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            var pair = set.Last().Split(';')[0];
            Cookie = pair.EndsWith('=') ? null : pair;
        }
        Page = await PageHost.ParseAsync(Answer);
        return Page;
    }
}
