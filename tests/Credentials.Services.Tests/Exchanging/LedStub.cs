using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Credentials.Services.Tests.Exchanging;

/// <summary>LED on loopback: takes RegistreerBewijs and answers what a test says. As LED does, it has each reference once.</summary>
internal sealed class LedStub : IAsyncDisposable
{
    /// <summary>A code that stands for "this supplier and reference are registered": LED's own is not published.</summary>
    public const string AlreadyRegistered = "20310";

    public const string Space = "http://registreerbewijs.bewijsregistratiedienst.led.vlaanderen.be";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<LedCall> _calls = new();
    private readonly ConcurrentDictionary<string, int> _registered = new();

    private LedStub(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single() + "/led";

    /// <summary>Every request, in the order of arrival.</summary>
    public IReadOnlyList<LedCall> Calls => [.. _calls];

    /// <summary>The references that it has.</summary>
    public IReadOnlyCollection<string> Registered => [.. _registered.Keys];

    /// <summary>What it does with a request; LED's own way unless a test says otherwise.</summary>
    public Func<LedCall, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <param name="certificate">With one it speaks TLS, and wants a certificate of its callers.</param>
    public static async Task<LedStub> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate, https => (https.ClientCertificateMode, https.ClientCertificateValidation) = (ClientCertificateMode.RequireCertificate, (_, _, _) => true));
        }));
        var app = builder.Build();
        var stub = new LedStub(app);
        stub.Answer = stub.RegisterAsync;
        app.MapPost("/led", stub.TakeAsync);
        await app.StartAsync();
        return stub;
    }

    /// <summary>Registers it, or refuses what it has.</summary>
    public Task RegisterAsync(LedCall call, HttpContext context) => Register(call) ? AcknowledgeAsync(call, context) : RefuseAsync(context, AlreadyRegistered);

    /// <summary>Registers it without a word.</summary>
    public bool Register(LedCall call) => _registered.TryAdd(call.Reference, 1);

    public static Task AcknowledgeAsync(LedCall call, HttpContext context)
    {
        call.IsAcknowledged = true;
        return WriteAsync(context, 200, Reply("<Inhoud><Melding>OK</Melding></Inhoud>"));
    }

    public static Task RefuseAsync(HttpContext context, string code, string diagnosis = "Het bewijs is geweigerd") => WriteAsync(context, 200, Reply(
        $"<Uitzonderingen><Uitzondering><Identificatie>{code}</Identificatie><Oorsprong>LED</Oorsprong><Type>FOUT</Type><Diagnose>{diagnosis}</Diagnose></Uitzondering></Uitzonderingen>"));

    public static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml; charset=utf-8";
        await context.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Reply(string answer) =>
        $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><p:RegistreerBewijsResponse xmlns:p=\"{Space}\"><Repliek><Context/><Antwoorden><Antwoord><Referte>r</Referte>{answer}</Antwoord></Antwoorden></Repliek></p:RegistreerBewijsResponse></s:Body></s:Envelope>";

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var call = new LedCall(body.ToArray(), context.Request.ContentType, context.Request.Headers["SOAPAction"]) { Caller = context.Connection.ClientCertificate?.Thumbprint };
        _calls.Enqueue(call);
        await Answer(call, context);
    }
}

/// <summary>One request to LED.</summary>
internal sealed record LedCall(byte[] Bytes, string? ContentType, string? SoapAction)
{
    /// <summary>The supplier's reference of the proof.</summary>
    public string Reference { get; } = Find(Bytes, "Bewijsreferte");

    public string Supplier { get; } = XDocument.Load(new MemoryStream(Bytes)).Descendants("Leverancier").Single().Element("Naam")!.Value;

    /// <summary>The thumbprint of the certificate that the caller showed.</summary>
    public string? Caller { get; init; }

    /// <summary>Whether LED answered OK.</summary>
    public bool IsAcknowledged { get; set; }

    private static string Find(byte[] bytes, string name) => XDocument.Load(new MemoryStream(bytes)).Descendants(name).Single().Value;
}
