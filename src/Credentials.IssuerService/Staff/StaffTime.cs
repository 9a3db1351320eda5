using Credentials.Web.Languages;

namespace Credentials.IssuerService.Staff;

/// <summary>Moments as staff read them: in Belgian time, in the form of the page's language.</summary>
public static class StaffTime
{
    public static string Of(DateTimeOffset at) => Wording.InBelgium(at).InWords();
}
