console.error('guard');
