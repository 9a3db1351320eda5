using System.Globalization;
using Credentials.Inputs;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Answers;

/// <summary>The query's <c>limit</c>: how many entries a page of a list may have.</summary>
internal static class PageLimit
{
    public static int Read(HttpRequest request, int usual, int most, List<InputError> errors)
    {
        var text = request.Query["limit"].ToString();
        if (text.Length == 0)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1)
            return Math.Min(limit, most);
        errors.Add(new InputError("limit", InputReasons.OutOfRange, "This must be a whole number of at least 1."));
        return usual;
    }
}
