namespace Credentials.App.Composition;

/// <summary>Where the settings come from: appsettings.json, environment, command line, then these defaults.</summary>
internal static class HostSettings
{
    public const string DefaultUrl = "http://localhost:8080";
    public const string FolderKey = "EvidenceStore:DataFolder";

    public static void Apply(WebApplicationBuilder builder, HostRequest request)
    {
        var configuration = builder.Configuration;
        if (request.Urls is not null)
            configuration[WebHostDefaults.ServerUrlsKey] = request.Urls;
        else if (Listening(configuration).Count == 0)
            configuration[WebHostDefaults.ServerUrlsKey] = DefaultUrl;
        if (request.Folder is not null)
            configuration[FolderKey] = request.Folder;
        configuration[FolderKey] = Path.GetFullPath(configuration[FolderKey] is { Length: > 0 } folder ? folder : "data");

        builder.Logging.ClearProviders();
        // Standard output is for results: a command's answer, or what a first start has to tell.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A start that fails is told in one line on standard error; the host's own log of it would add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (!request.IsService)
            configuration["Logging:LogLevel:Default"] = nameof(LogLevel.Warning);
    }

    /// <summary>Every address that the server is told to listen on, however it was told.</summary>
    public static IReadOnlyList<string> Listening(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
            return endpoints;
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
            return Split(urls);
        return
        [
            .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
            .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
        ];
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
