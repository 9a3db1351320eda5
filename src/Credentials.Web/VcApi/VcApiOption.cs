namespace Credentials.Web.VcApi;

/// <summary>What the value of an option of the VC-API may be. Null is a value of none of these: it would say that nothing was asked.</summary>
public enum VcApiOption
{
    Text,

    /// <summary>One text, or a list of them.</summary>
    Texts,

    Flag,
    Object,
}
