using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Shouwang.Server.Shell;

/// <summary>The address of the page with one thing changed: filters, order and page of a list live in it, so that it can be kept and sent.</summary>
public sealed class Address(IHttpContextAccessor accessor)
{
    private HttpRequest Request => accessor.HttpContext!.Request;

    public string Path => Request.Path;

    public string Whole => Request.Path + Request.QueryString;

    public string this[string name] => Request.Query[name].ToString();

    /// <summary>The page of a list, from 1.</summary>
    public int Page => int.TryParse(this["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1;

    /// <param name="changes">Name and value; null takes the name away.</param>
    public string With(params (string Name, string? Value)[] changes)
    {
        var query = Request.Query.Where(pair => pair.Value.Any(value => !string.IsNullOrEmpty(value)) && changes.All(change => change.Name != pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (name, value) in changes)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query[name] = new StringValues(value);
            }
        }

        return QueryHelpers.AddQueryString(Request.Path, query.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>All of a query but one name, as hidden fields of a form need it.</summary>
    public IEnumerable<(string Name, string Value)> Others(params string[] names) =>
        Request.Query.Where(pair => !names.Contains(pair.Key)).SelectMany(pair => pair.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => (pair.Key, value!)));
}
