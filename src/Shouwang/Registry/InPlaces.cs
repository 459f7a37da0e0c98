using System.Linq.Expressions;

namespace Shouwang.Registry;

/// <summary>Narrows a query to places: a row is let through where its division lies in one of them.</summary>
public static class InPlaces
{
    /// <param name="division">The row's division of 12 digits, as text; a row without one is the city's.</param>
    /// <param name="places">Any level; none lets nothing through.</param>
    public static IQueryable<T> WhereIn<T>(this IQueryable<T> rows, Expression<Func<T, string?>> division, IReadOnlyList<DivisionCode> places)
    {
        var startsWith = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
        Expression any = places.Select(place => (Expression)Expression.Call(division.Body, startsWith, Expression.Constant(place.Prefix))).Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
        if (places.Any(place => place.Level <= DivisionLevel.Prefecture))
        {
            any = Expression.OrElse(any, Expression.Equal(division.Body, Expression.Constant(null, typeof(string))));
        }

        return rows.Where(Expression.Lambda<Func<T, bool>>(any, division.Parameters));
    }
}
