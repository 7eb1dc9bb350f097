using System.Net;

namespace Spam.Web.Http.Requests;

/// <summary>Who is calling.</summary>
static class Caller
{
    static readonly object _key = new();

    /// <summary>The caller's name: the hash of its API key, or else its address.</summary>
    public static string CallerId(this HttpContext http)
        => http.KeyOfCaller() ?? AddressOf(http.Connection.RemoteIpAddress);

    /// <summary>The hash of the caller's API key, or null where none was shown.</summary>
    public static string? KeyOfCaller(this HttpContext http) => http.Items.TryGetValue(_key, out var known) ? (string)known! : null;

    /// <summary>Says who is calling.</summary>
    public static void SetCallerId(this HttpContext http, string caller) => http.Items[_key] = caller;

    static string AddressOf(IPAddress? address)
        => address is null ? "" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
