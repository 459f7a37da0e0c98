namespace Shouwang.Registry;

/// <summary>A worker who visits households 民政协理员、乡村振兴专干. Has several grids.</summary>
public sealed record Worker(string Code, string Name, DivisionCode Township);

/// <summary>A part of a village with one worker.</summary>
public sealed record Grid(string Code, DivisionCode Division, string WorkerCode);
