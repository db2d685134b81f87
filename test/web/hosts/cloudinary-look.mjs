export const brand = 'Cloudinary';

export const nav =
  '<a href="/">Home</a> <a href="/leaving">Partners</a> <a href="/privacy">Privacy</a> <a href="/quiet">Quiet</a>';
